package io.freshet.engine.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ValueDomainTest {

  @Property(tries = 2_000)
  void stringsStandInTheOrderOfTheirBytes(@ForAll("texts") String a, @ForAll("texts") String b) {
    int expected = Arrays.compareUnsigned(utf8(a), utf8(b));
    int actual = ValueDomain.of(ValueType.STRING).compare(a, b);
    assertThat(Integer.signum(actual)).isEqualTo(Integer.signum(expected));
  }

  @Property
  void stringsAreReadBack(@ForAll("texts") String text) {
    assertThat(copy(ValueType.STRING, text)).isEqualTo(text);
  }

  @Property
  void longsAreReadBack(@ForAll long value) {
    assertThat(copy(ValueType.BIGINT, value)).isEqualTo(value);
    assertThat(copy(ValueType.TIMESTAMP, value)).isEqualTo(value);
    assertThat(copy(ValueType.DATE, value)).isEqualTo(value);
  }

  @Property
  void doublesAreReadBack(@ForAll double value) {
    assertThat(copy(ValueType.DOUBLE, value)).isEqualTo(value);
  }

  @Property
  void decimalsAreReadBack(
      @ForAll @LongRange(min = -999_999_999_999_999_999L, max = 999_999_999_999_999_999L)
          long narrow,
      @ForAll @BigRange(min = "-1E+38", max = "1E+38") BigInteger wide) {
    BigDecimal small = BigDecimal.valueOf(narrow, 5);
    assertThat(copy(ValueType.decimal(18, 5), small)).isEqualTo(small);
    BigDecimal large = new BigDecimal(wide, 9);
    assertThat(copy(ValueType.decimal(38, 9), large)).isEqualTo(large);
  }

  @Test
  void booleansAreReadBackAndOrdered() {
    assertThat(copy(ValueType.BOOLEAN, true)).isEqualTo(true);
    assertThat(copy(ValueType.BOOLEAN, false)).isEqualTo(false);
    assertThat(ValueDomain.of(ValueType.BOOLEAN).compare(false, true)).isNegative();
  }

  /** Characters from all parts of Unicode that UTF-16 and UTF-8 order differently, or alike. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "a", "b", "\u0000", "é", "\uD7FF", "\uE000", "\uFFFD", "😀", "\uD83D\uDE01")
        .list()
        .ofMaxSize(4)
        .map(parts -> String.join("", parts));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Object copy(ValueType type, Object value) {
    ValueDomain domain = ValueDomain.of(type);
    ByteWriter out = new ByteWriter(16);
    domain.write(out, value);
    ByteReader in = new ByteReader(out.toByteArray(), 0);
    Object read = domain.read(in);
    in.expectEnd();
    return read;
  }
}
