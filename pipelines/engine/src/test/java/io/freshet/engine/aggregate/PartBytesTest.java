package io.freshet.engine.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.defs.plan.AggregateFunction;
import io.freshet.defs.plan.FunctionOptions;
import io.freshet.schemas.MalformedRowException;
import io.freshet.schemas.ValueType;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bytes of partial aggregates: those of released versions must stay readable. */
class PartBytesTest {
  private static final FunctionOptions OPTIONS =
      new FunctionOptions(3, 0.5, FunctionOptions.Spread.SAMPLE);

  /** Of the values 6, -1 and 6 at 0, 1 and 2; one space between what belongs together. */
  private static final Map<AggregateFunction, String> BYTES =
      new EnumMap<>(AggregateFunction.class);

  static {
    BYTES.put(AggregateFunction.MIN, "01 01");
    BYTES.put(AggregateFunction.MAX, "01 0c");
    BYTES.put(AggregateFunction.FIRST, "01 00 0c");
    BYTES.put(AggregateFunction.LAST, "01 04 0c");
    BYTES.put(AggregateFunction.COUNT_DISTINCT, "02 0c 01");
    BYTES.put(AggregateFunction.FIRST_N, "03 000c 0201 020c");
    BYTES.put(AggregateFunction.LAST_N, "03 040c 0101 010c");
    BYTES.put(AggregateFunction.LAST_DISTINCT_N, "02 040c 0101");
    // hashes
    BYTES.put(AggregateFunction.APPROX_COUNT_DISTINCT, "04 4532230f c83e0106");
    BYTES.put(
        AggregateFunction.APPROX_PERCENTILE,
        "03 4018000000000000 bff0000000000000 4018000000000000");
    BYTES.put(AggregateFunction.TOP_K, "02 0c02 0101");
    BYTES.put(AggregateFunction.VARIANCE, "07 00 010b 0149");
    BYTES.put(AggregateFunction.STDDEV, "07 00 010b 0149");
    BYTES.put(AggregateFunction.HISTOGRAM, "02 0c02 0101");
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"COUNT", "SUM", "AVG"})
  void partIsWrittenAsBeforeAndReadBack(AggregateFunction function) {
    TestingPart part = part(function).add(6L, -1L, 6L);
    assertThat(part.bytes())
        .asHexString()
        .isEqualToIgnoringCase(BYTES.getOrDefault(function, "").replace(" ", ""));
    assertThat(part(function).read(part.bytes()).result()).isEqualTo(part.result());
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"COUNT", "SUM", "AVG"})
  void truncatedBytesAreRefused(AggregateFunction function) {
    for (int count : new int[] {3, 1_000}) {
      byte[] bytes = many(function, count).bytes();
      for (int length = 0; length < bytes.length; length++) {
        byte[] part = Arrays.copyOf(bytes, length);
        assertThatThrownBy(() -> part(function).read(part))
            .as("%d of %d bytes", length, bytes.length)
            .isInstanceOf(MalformedRowException.class);
      }
    }
  }

  /** What is read can be used, whatever it says. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"COUNT", "SUM", "AVG"})
  void damagedBytesAreReadOrRefusedButDoNoHarm(AggregateFunction function) {
    Random random = new Random(5);
    int refused = 0;
    for (int count : new int[] {3, 40, 1_000}) {
      byte[] intact = many(function, count).bytes();
      for (int i = 0; i < 2_000; i++) {
        byte[] bytes = intact.clone();
        int reach = random.nextBoolean() ? Math.min(64, bytes.length) : bytes.length;
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
          bytes[random.nextInt(reach)] = (byte) random.nextInt();
        }
        try {
          TestingPart read = part(function).read(bytes);
          read.result();
          many(function, 300).merge(read).reread().result();
          read.merge(many(function, 300)).reread().result();
        } catch (MalformedRowException e) {
          refused++;
        }
      }
    }
    assertThat(refused).isLessThan(3 * 2_000);
  }

  private static TestingPart many(AggregateFunction function, int count) {
    TestingPart part = part(function);
    for (int i = 0; i < count; i++) {
      part.addAt(i, (long) i * i % 1_013);
    }
    return part;
  }

  private static TestingPart part(AggregateFunction function) {
    return new TestingPart(function, OPTIONS, ValueType.BIGINT);
  }
}
