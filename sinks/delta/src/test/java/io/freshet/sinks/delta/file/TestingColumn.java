package io.freshet.sinks.delta.file;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.TimestampType;
import io.freshet.sinks.delta.schema.TableColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A column of some type whose values and NULLs follow some pattern. */
final class TestingColumn {
  private static final long LARGEST_MILLIS = Long.MAX_VALUE / 1_000;
  private static final int MOST_DISTINCT = 40;
  private static final List<DataType> SINGLES =
      List.of(
          LongType.LONG,
          DoubleType.DOUBLE,
          StringType.STRING,
          TimestampType.TIMESTAMP,
          DateType.DATE,
          BooleanType.BOOLEAN,
          IntegerType.INTEGER,
          BinaryType.BINARY,
          new DecimalType(9, 3),
          new DecimalType(18, 0),
          new DecimalType(19, 19),
          new DecimalType(38, 10));

  /** As many as there are forms of a column. */
  static final int KINDS = 3 * SINGLES.size();

  private final TableColumn column;
  private final Function<Random, Object> values;
  private final Presence presence;

  /** Where a column has no value. */
  private interface Presence {
    boolean has(Random random, int row);
  }

  private TestingColumn(TableColumn column, Function<Random, Object> values, Presence presence) {
    this.column = column;
    this.values = values;
    this.presence = presence;
  }

  static TestingColumn of(int kind, String name, Random random) {
    DataType single = SINGLES.get(kind % SINGLES.size());
    DataType type =
        switch (kind / SINGLES.size()) {
          case 0 -> single;
          case 1 -> new ArrayType(single, false);
          default ->
              // a map's keys are to be compared
              single.equals(BinaryType.BINARY)
                  ? new MapType(LongType.LONG, single, false)
                  : new MapType(single, LongType.LONG, false);
        };
    boolean nullable = random.nextInt(4) > 0;
    return new TestingColumn(
        new TableColumn(name, type, nullable),
        few(random, values(type)),
        nullable ? presence(random) : (any, row) -> true);
  }

  TableColumn column() {
    return column;
  }

  @Nullable Object value(Random random, int row) {
    return presence.has(random, row) ? values.apply(random) : null;
  }

  private static Presence presence(Random random) {
    int period = 1 + random.nextInt(3_000);
    double share = Math.pow(random.nextDouble(), 3);
    return switch (random.nextInt(6)) {
      case 0 -> (any, row) -> false;
      case 1 -> (any, row) -> true;
      case 2 -> (any, row) -> row / period % 2 == 0;
      case 3 -> (any, row) -> row / period % 2 == 1;
      default -> (any, row) -> any.nextDouble() < share;
    };
  }

  /** All different, or some of them again and again. */
  private static Function<Random, Object> few(Random random, Function<Random, Object> values) {
    if (random.nextBoolean()) {
      return values;
    }
    List<Object> distinct = new ArrayList<>();
    for (int i = random.nextInt(MOST_DISTINCT); i >= 0; i--) {
      distinct.add(values.apply(random));
    }
    return any -> distinct.get(any.nextInt(distinct.size()));
  }

  private static Function<Random, Object> values(DataType type) {
    if (type instanceof ArrayType array) {
      Function<Random, Object> elements = values(array.getElementType());
      return random -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          list.add(elements.apply(random));
        }
        return list;
      };
    }
    if (type instanceof MapType map) {
      Function<Random, Object> keys = values(map.getKeyType());
      Function<Random, Object> counts = values(map.getValueType());
      return random -> {
        Map<Object, Object> entries = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          entries.put(keys.apply(random), counts.apply(random));
        }
        return entries;
      };
    }
    if (type instanceof DecimalType decimal) {
      BigInteger bound = BigInteger.TEN.pow(decimal.getPrecision());
      return random ->
          new BigDecimal(
              new BigInteger(bound.bitLength() + 1, random)
                  .mod(bound.shiftLeft(1))
                  .subtract(bound)
                  .add(BigInteger.ONE)
                  .min(bound.subtract(BigInteger.ONE)),
              decimal.getScale());
    }
    if (type instanceof TimestampType) {
      return random -> number(random) % LARGEST_MILLIS;
    }
    if (type instanceof DateType) {
      return random -> (long) (int) number(random);
    }
    if (type instanceof IntegerType) {
      return random -> (int) number(random);
    }
    if (type instanceof DoubleType) {
      return random -> random.nextInt(9) == 0 ? -0.0 : random.nextGaussian() * number(random);
    }
    if (type instanceof BooleanType) {
      return Random::nextBoolean;
    }
    if (type instanceof BinaryType) {
      return TestingColumn::bytes;
    }
    if (type instanceof StringType) {
      return random ->
          (random.nextBoolean() ? "ä£𝄞" : "")
              + new String(Base64.getEncoder().encode(bytes(random)), StandardCharsets.US_ASCII);
    }
    return TestingColumn::number;
  }

  /** Of all magnitudes, the largest and smallest among them. */
  private static long number(Random random) {
    return switch (random.nextInt(40)) {
      case 0 -> Long.MAX_VALUE;
      case 1 -> Long.MIN_VALUE;
      default -> random.nextLong() >> random.nextInt(Long.SIZE);
    };
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(60)];
    random.nextBytes(bytes);
    return bytes;
  }
}
