package io.freshet.sinks.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.sinks.delta.table.DataFile;
import io.freshet.sinks.delta.table.PendingCommit;
import io.freshet.sinks.delta.table.TableMetadata;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommitCodecTest {
  private static final DataFile FILE =
      new DataFile("event_date=2024-01-31/a.parquet", 19_753, 4_096, 1_706_700_000_000L, 12, "{}");

  private static final String FILE_BYTES =
      "0000001f6576656e745f646174653d323032342d30312d33312f612e70617271756574"
          + "00004d2900000000000010000000018d5f3f4b00000000000000000c000000027b7d";

  private static final String COMMIT_BYTES =
      "00000009667265736865742d31"
          + "0000000000000007"
          + "0000000000000009"
          + "00000001"
          + FILE_BYTES;

  @Test
  void bytesOfSavepointsStayAsTheyAre() {
    TableMetadata metadata = new TableMetadata("0f", 5L, Map.of("b", -1L, "a", 2L));

    assertThat(hex(CommitCodec.encode(commit(null)))).isEqualTo("02" + COMMIT_BYTES + "00");
    assertThat(hex(CommitCodec.encode(commit(metadata))))
        .isEqualTo(
            "02"
                + COMMIT_BYTES
                + "01000000023066"
                + "010000000000000005"
                + "00000002"
                + "00000001610000000000000002"
                + "0000000162ffffffffffffffff");
  }

  @Test
  void savepointsOfTheFirstFormatAreRead() {
    byte[] first = HexFormat.of().parseHex("01" + COMMIT_BYTES);

    assertThat(CommitCodec.decodeCommit(first)).isEqualTo(commit(null));
  }

  @Test
  void whatIsWrittenIsRead() {
    DataFile long64k =
        new DataFile("ü", -1, Long.MAX_VALUE, -1, 0, "{" + "s".repeat(100_000) + "}");
    TableMetadata metadata = new TableMetadata("é", null, Map.of());
    PendingCommit commit = new PendingCommit("freshet-é", 1, -1, List.of(FILE, long64k), metadata);

    assertThat(CommitCodec.decodeCommit(CommitCodec.encode(commit))).isEqualTo(commit);
    assertThat(CommitCodec.decodeCommit(CommitCodec.encode(commit(null)))).isEqualTo(commit(null));
    assertThat(sent(CommitCodec.encode(long64k))).containsExactly(long64k);
    assertThat(sent(CommitCodec.encode(Map.of("a", 1L)))).containsExactly(Map.of("a", 1L));
  }

  @Test
  void unknownFormatIsNamed() {
    assertThatThrownBy(() -> CommitCodec.decodeCommit(new byte[] {3}))
        .hasMessageContaining("format 3, this version knows 2");
  }

  private static PendingCommit commit(@Nullable TableMetadata metadata) {
    return new PendingCommit("freshet-1", 7, 9, List.of(FILE), metadata);
  }

  private static List<Object> sent(byte[] bytes) {
    List<Object> taken = new ArrayList<>();
    CommitCodec.decode(bytes, taken::add, taken::add);
    return taken;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
