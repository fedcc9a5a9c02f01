package io.freshet.sinks.delta.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.sinks.delta.table.Engines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.io.PositionOutputStream;
import org.junit.jupiter.api.Test;

class S3FilesIT {
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
  }

  /** Parts that were on their way may arrive at a server that has forgotten the upload. */
  @Test
  void abandonedUploadLeavesNoObject() throws Exception {
    TestingS3.bucket("parts-abandoned");
    S3OutputFile file = file("parts-abandoned");
    PositionOutputStream stream = file.create(0);

    stream.write(content);
    file.abort();
    stream.close();

    org.apache.hadoop.fs.Path bucket = new org.apache.hadoop.fs.Path("s3a://parts-abandoned/");
    assertThat(bucket.getFileSystem(hadoop()).listStatus(bucket)).isEmpty();
  }

  /** Nothing of ours does so, but file systems do, and it takes parts of the client of its own. */
  @Test
  void objectIsRenamed() throws Exception {
    Path objects = TestingS3.bucket("renamed");
    Path file = Files.writeString(objects.resolveSibling("renamed.txt"), "content");
    org.apache.hadoop.fs.Path from = new org.apache.hadoop.fs.Path("s3a://renamed/a");
    S3Files.upload(file, from, hadoop());

    from.getFileSystem(hadoop()).rename(from, new org.apache.hadoop.fs.Path("s3a://renamed/b"));

    assertThat(objects.resolve("b")).hasContent("content");
    assertThat(objects.resolve("a")).doesNotExist();
  }

  private static S3OutputFile file(String bucket) {
    return new S3OutputFile("s3a://" + bucket + "/a.parquet", hadoop());
  }

  private static Configuration hadoop() {
    Configuration hadoop = Engines.configuration(TestingS3.properties());
    hadoop.setInt("fs.s3a.multipart.size", PART);
    return hadoop;
  }
}
