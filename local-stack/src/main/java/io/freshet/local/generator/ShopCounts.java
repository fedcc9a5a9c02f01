package io.freshet.local.generator;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many records were made, by stream and kind. Immutable.
 *
 * @param byStream the counts; what is missing is 0
 */
public record ShopCounts(Map<ShopStream, Map<ShopKind, Long>> byStream) {

  public ShopCounts {
    Map<ShopStream, Map<ShopKind, Long>> copy = new EnumMap<>(ShopStream.class);
    byStream.forEach((stream, counts) -> copy.put(stream, Map.copyOf(counts)));
    byStream = Map.copyOf(copy);
  }

  /** Records of a kind in a stream. */
  public long of(ShopStream stream, ShopKind kind) {
    return byStream.getOrDefault(stream, Map.of()).getOrDefault(kind, 0L);
  }

  /** Records of a kind. */
  public long of(ShopKind kind) {
    return Arrays.stream(ShopStream.values()).mapToLong(stream -> of(stream, kind)).sum();
  }

  /** Records of a stream. */
  public long of(ShopStream stream) {
    return Arrays.stream(ShopKind.values()).mapToLong(kind -> of(stream, kind)).sum();
  }

  /** All records. */
  public long total() {
    return Arrays.stream(ShopStream.values()).mapToLong(this::of).sum();
  }

  /** Counts while they rise. Not thread-safe. */
  static final class Tally {
    private final Map<ShopStream, Map<ShopKind, Long>> byStream = new EnumMap<>(ShopStream.class);

    void add(ShopRecord record) {
      byStream
          .computeIfAbsent(record.stream(), stream -> new EnumMap<>(ShopKind.class))
          .merge(record.kind(), 1L, Long::sum);
    }

    ShopCounts snapshot() {
      return new ShopCounts(byStream);
    }
  }
}
