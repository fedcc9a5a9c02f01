package io.freshet.sinks.delta.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TablePathsTest {
  @ParameterizedTest
  @CsvSource({
    "/var/freshet, file:/var/freshet/shop/clicks",
    "/var/freshet/, file:/var/freshet/shop/clicks",
    "file:/var/freshet, file:/var/freshet/shop/clicks",
    "file:///var/a b, file:/var/a b/shop/clicks",
    "file:///var/a%20b/, file:/var/a b/shop/clicks",
    "FILE:///var/freshet, file:/var/freshet/shop/clicks",
    "/var/50%off, file:/var/50%off/shop/clicks",
    "s3://bucket, s3a://bucket/shop/clicks",
    "s3://bucket/, s3a://bucket/shop/clicks",
    "s3a://bucket/a b/, s3a://bucket/a b/shop/clicks",
    "S3://bucket//a//b, s3a://bucket/a/b/shop/clicks",
  })
  void tablesStandBelowTheRoot(String root, String table) {
    DeltaSinkOptions options = DeltaSinkOptions.of(root);

    assertThat(TablePaths.table(options.root(), "shop", "clicks")).isEqualTo(table);
  }

  @Test
  void relativeRootIsThatOfTheClient() {
    assertThat(DeltaSinkOptions.of("data").root())
        .isEqualTo(Path.of("data").toAbsolutePath().toString());
  }

  @Test
  void secretsAreNotPrinted() {
    DeltaSinkOptions options =
        DeltaSinkOptions.of("/var").withHadoop(Map.of("fs.secret.key", "hunter2"));

    assertThat(options.toString()).contains("fs.secret.key").doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hdfs://name/x", "gs://bucket/x", "abfss://c@a/x", "s3:/x", "s3n://bucket/x"})
  void otherFileSystemsAreRefused(String root) {
    assertThatThrownBy(() -> DeltaSinkOptions.of(root))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(root)
        .hasMessageContaining("no atomic commit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://", "s3:///x", "s3://id:hunter2@bucket/x"})
  void rootsThatNameNoBucketAreRefused(String root) {
    assertThatThrownBy(() -> DeltaSinkOptions.of(root))
        .hasMessageContaining("s3://bucket/prefix")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file://host/x", "file:x"})
  void rootsThatNameNoFolderAreRefused(String root) {
    assertThatThrownBy(() -> DeltaSinkOptions.of(root)).hasMessageContaining("file:///path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a/b", ".hidden", "_delta_log"})
  void namesStayInsideTheRoot(String name) {
    assertThatThrownBy(() -> TablePaths.table("/var", "shop", name))
        .hasMessageContaining("'" + name + "'");
  }
}
