package io.freshet.sinks.delta.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.utils.FileStatus;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WholeListingsTest {
  @Test
  void commitBetweenOthersMayNotBeMissing() {
    assertThat(WholeListings.hasGap(log("7.json", "8.json", "9.json"))).isFalse();
    assertThat(WholeListings.hasGap(log("7.json", "9.json"))).isTrue();
    assertThat(WholeListings.hasGap(log())).isFalse();
  }

  @Test
  void otherFilesOfTheLogDoNotCount() {
    assertThat(
            WholeListings.hasGap(
                log("7.json", "8.checkpoint.parquet", "8.json", "30.crc", "9.json")))
        .isFalse();
    List<FileStatus> elsewhere =
        Stream.of("file:/t/1.json", "file:/t/_delta_log/_commits/00000000000000000005.x.json")
            .map(path -> FileStatus.of(path, 1, 0))
            .toList();
    assertThat(WholeListings.hasGap(elsewhere)).isFalse();
  }

  private static List<FileStatus> log(String... names) {
    return Stream.of(names)
        .map(name -> "0".repeat(20 - name.indexOf('.')) + name)
        .map(name -> FileStatus.of("s3a://bucket/t/_delta_log/" + name, 1, 0))
        .toList();
  }
}
