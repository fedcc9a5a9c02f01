package io.freshet.jobs.training.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RowDigestTest {
  @Test
  void orderAndTasksDoNotMatter() {
    RowDigest first = of("a", "b");
    first.addAll(of("c", "c"));
    RowDigest second = of("c");
    second.addAll(of("b", "c", "a"));
    assertThat(first).hasToString(second.toString());
    assertThat(first.toString()).matches("4-[0-9a-f]{64}");
  }

  @Test
  void everyRowCounts() {
    assertThat(of("a", "b", "c").toString()).isNotEqualTo(of("a", "b", "c", "c").toString());
    assertThat(of("a", "bc").toString()).isNotEqualTo(of("ab", "c").toString());
    assertThat(of("a").toString())
        .isEqualTo("1-ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb");
  }

  private static RowDigest of(String... rows) {
    RowDigest digest = new RowDigest();
    for (String row : rows) {
      byte[] bytes = ("<" + row + ">").getBytes(StandardCharsets.UTF_8);
      digest.add(bytes, 1, bytes.length - 2);
    }
    return digest;
  }
}
