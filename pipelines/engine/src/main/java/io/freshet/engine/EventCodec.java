package io.freshet.engine;

import io.freshet.defs.plan.ViewSourcePlan;
import io.freshet.engine.aggregate.ValueDomain;
import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of what a view takes from one event of one source, for the way from source to key.
 *
 * <p>First a bitmap: one bit per filter, set if the event passes, then one per input, set if it is
 * NULL. Then the inputs that are not NULL. Not thread-safe.
 */
public final class EventCodec {
  private final int source;
  private final int filterCount;
  private final ValueDomain[] domains;
  private final int bitmapLength;
  private final ByteWriter out = new ByteWriter(64);

  private EventCodec(ViewSourcePlan plan, int source) {
    this.source = source;
    this.filterCount = plan.filters().size();
    this.domains =
        plan.inputs().stream()
            .map(input -> ValueDomain.of(input.type()))
            .toArray(ValueDomain[]::new);
    this.bitmapLength = (filterCount + domains.length + 7) >> 3;
  }

  /** The codec for events of {@code source}, which is number {@code sourceIndex} of its view. */
  public static EventCodec of(ViewSourcePlan source, int sourceIndex) {
    return new EventCodec(source, sourceIndex);
  }

  /** Writes filters and inputs, as they stand in an {@link Event}. */
  public byte[] encode(boolean[] filters, @Nullable Object[] inputs) {
    if (filters.length != filterCount || inputs.length != domains.length) {
      throw new IllegalArgumentException(
          "the source has %d filters and %d inputs, not %d and %d"
              .formatted(filterCount, domains.length, filters.length, inputs.length));
    }
    out.reset();
    out.skip(bitmapLength);
    for (int i = 0; i < filterCount; i++) {
      if (filters[i]) {
        out.setBit(0, i);
      }
    }
    for (int i = 0; i < domains.length; i++) {
      Object value = inputs[i];
      if (value == null) {
        out.setBit(0, filterCount + i);
      } else {
        domains[i].write(out, value);
      }
    }
    return out.toByteArray();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws io.freshet.schemas.MalformedRowException if the bytes are no event of this source
   */
  public Event decode(long time, byte[] bytes) {
    ByteReader in = new ByteReader(bytes, bitmapLength);
    boolean[] filters = new boolean[filterCount];
    for (int i = 0; i < filterCount; i++) {
      filters[i] = isSet(bytes, i);
    }
    @Nullable Object[] inputs = new @Nullable Object[domains.length];
    for (int i = 0; i < domains.length; i++) {
      inputs[i] = isSet(bytes, filterCount + i) ? null : domains[i].read(in);
    }
    in.expectEnd();
    return new Event(source, time, filters, inputs);
  }

  private static boolean isSet(byte[] bitmap, int index) {
    return (bitmap[index >> 3] >> (index & 7) & 1) != 0;
  }
}
