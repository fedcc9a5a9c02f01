package io.freshet.sinks.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.sinks.delta.table.DataFile;
import io.freshet.sinks.delta.table.PendingCommit;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitCodecTest {
  private static final DataFile FILE =
      new DataFile("event_date=2024-01-31/a.parquet", 19_753, 4_096, 1_706_700_000_000L, 12, "{}");

  @Test
  void bytesOfSavepointsStayAsTheyAre() {
    String file =
        "0000001f6576656e745f646174653d323032342d30312d33312f612e70617271756574"
            + "00004d2900000000000010000000018d5f3f4b00000000000000000c000000027b7d";
    PendingCommit commit = new PendingCommit("freshet-1", 7, 9, List.of(FILE));

    assertThat(hex(CommitCodec.encode(FILE))).isEqualTo("01" + file);
    assertThat(hex(CommitCodec.encode(commit)))
        .isEqualTo(
            "01"
                + "00000009667265736865742d31"
                + "0000000000000007"
                + "0000000000000009"
                + "00000001"
                + file);
  }

  @Test
  void whatIsWrittenIsRead() {
    DataFile long64k =
        new DataFile("ü", -1, Long.MAX_VALUE, -1, 0, "{" + "s".repeat(100_000) + "}");
    PendingCommit commit = new PendingCommit("freshet-é", 1, -1, List.of(FILE, long64k));

    assertThat(CommitCodec.decodeFile(CommitCodec.encode(long64k))).isEqualTo(long64k);
    assertThat(CommitCodec.decodeCommit(CommitCodec.encode(commit))).isEqualTo(commit);
  }

  @Test
  void unknownFormatIsNamed() {
    assertThatThrownBy(() -> CommitCodec.decodeFile(new byte[] {2}))
        .hasMessageContaining("format 2, this version knows 1");
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
