package io.freshet.sinks.delta.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.sinks.delta.table.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.io.PositionOutputStream;
import org.junit.jupiter.api.Test;

class S3OutputFileIT {
  /** The smallest part that S3 takes. */
  private static final int PART = 5 << 20;

  private final byte[] content = new byte[2 * PART + 1_000];

  @Test
  void largeFileIsUploadedInParts() throws Exception {
    Path objects = TestingS3.bucket("parts");
    S3OutputFile file = file("parts");
    PositionOutputStream stream = file.create(0);
    new Random(1).nextBytes(content);

    stream.write(content);
    assertThat(objects.resolve("a.parquet")).doesNotExist();
    stream.close();

    assertThat(objects.resolve("a.parquet")).hasBinaryContent(content);
    file.abort();
    assertThat(files(objects)).containsExactly(objects.resolve("a.parquet"));
  }

  @Test
  void abandonedUploadLeavesNothing() throws Exception {
    Path objects = TestingS3.bucket("parts-abandoned");
    S3OutputFile file = file("parts-abandoned");
    PositionOutputStream stream = file.create(0);

    stream.write(content);
    file.abort();
    stream.close();

    assertThat(files(objects)).isEmpty();
  }

  private static S3OutputFile file(String bucket) {
    Configuration hadoop = Engines.configuration(TestingS3.properties());
    hadoop.setInt("fs.s3a.multipart.size", PART);
    return new S3OutputFile("s3a://" + bucket + "/a.parquet", hadoop);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
