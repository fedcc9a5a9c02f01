package io.freshet.bench.online;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.Field;
import io.freshet.schemas.RowCodec;
import io.freshet.schemas.RowLayout;
import io.freshet.schemas.ValueType;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeastFormTest {

  @Test
  void hashesAreThoseOfMurmur3() {
    assertThat(Murmur3.hash("".getBytes(UTF_8))).isZero();
    assertThat(Murmur3.hash("hello".getBytes(UTF_8))).isEqualTo(0x248bfa47);
    assertThat(Murmur3.hash("hello, world".getBytes(UTF_8))).isEqualTo(0x149bbb7f);
    assertThat(Murmur3.hash("The quick brown fox jumps over the lazy dog".getBytes(UTF_8)))
        .isEqualTo(0x2e4ff723);
  }

  @Test
  void valuesAreMessagesOfTheirType() {
    RowLayout layout =
        new RowLayout(
            "bench",
            "profile",
            List.of(new Field("user_id", ValueType.STRING)),
            List.of(
                new Field("count", ValueType.BIGINT),
                new Field("amount", ValueType.decimal(12, 2)),
                new Field("at", ValueType.TIMESTAMP),
                new Field("text", ValueType.STRING),
                new Field("nothing", ValueType.STRING)));
    RowCodec codec = new RowCodec(layout);
    byte[] row =
        codec.encode(
            1, 5_000, 2, 3, new Object[] {300L, new BigDecimal("0.50"), 7_000L, "abc", null});

    assertThat(FeastForm.fields(codec, row).values().stream().map(HexFormat.of()::formatHex))
        .containsExactly("20ac02", "29000000000000e03f", "4007", "1203616263", "", "0805");
    assertThat(FeastForm.fields(codec, row).keySet()).first().matches(key -> key.length == 4);
    assertThat(new String(FeastForm.key("u1"), UTF_8)).contains("user_id").endsWith("u1shop");
  }
}
