package io.freshet.engine.aggregate;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import org.apache.datasketches.hll.Union;
import org.jspecify.annotations.Nullable;

/**
 * {@code approx_count_distinct}: a HyperLogLog sketch (Flajolet et al., 2007, in the form of Apache
 * DataSketches) of 4096 registers.
 *
 * <p>Up to 384 different values it keeps 32 bits of each one's hash, and the count is exact but for
 * a chance of about {@code n^2 / 2^27} that two values look alike. Beyond, its standard error is
 * 1.7 %. The estimate is made from the registers alone, never from the order in which they grew, so
 * it depends on nothing but the set of values.
 */
final class DistinctSketch implements Aggregate<Union> {
  private final ValueDomain domain;

  DistinctSketch(ValueDomain domain) {
    this.domain = domain;
  }

  @Override
  public Union create() {
    return new Union(HllBytes.LG_REGISTERS);
  }

  @Override
  public void add(Union into, long time, @Nullable Object value) {
    if (value != null) {
      ByteWriter bytes = new ByteWriter(16);
      domain.write(bytes, domain.canonical(value));
      into.update(bytes.toByteArray());
    }
  }

  @Override
  public void merge(Union into, Union from) {
    into.update(from.getResult());
  }

  /** Whether a value is also in another part is not known. */
  @Override
  public boolean remove(Union from, Union part) {
    return part.isEmpty();
  }

  @Override
  public Object result(Union state) {
    return state.isEmpty() ? 0L : Math.round(state.getCompositeEstimate());
  }

  @Override
  public void write(Union state, ByteWriter out, long base) {
    HllBytes.write(state, out);
  }

  @Override
  public Union read(ByteReader in, long base) {
    Union state = create();
    HllBytes.read(in, state);
    return state;
  }
}
