package io.freshet.engine.aggregate;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import io.freshet.schemas.MalformedRowException;
import java.util.Comparator;
import java.util.List;
import java.util.function.ObjLongConsumer;
import java.util.stream.Stream;

/**
 * How often a value occurs.
 *
 * @param value canonical, never null
 * @param count at least 1
 */
record Frequency(Object value, long count) {

  /** The {@code limit} most frequent ones, most frequent first, ties by canonical order. */
  static List<Frequency> most(Stream<Frequency> all, int limit, ValueDomain domain) {
    return all.sorted(
            Comparator.comparingLong(Frequency::count)
                .reversed()
                .thenComparing(Frequency::value, domain))
        .limit(limit)
        .toList();
  }

  void write(ValueDomain domain, ByteWriter out) {
    domain.write(out, value);
    out.writeUnsigned(count);
  }

  /** Reads a number of frequencies and as many of what {@link #write} wrote. */
  static void readAll(ValueDomain domain, ByteReader in, ObjLongConsumer<Object> action) {
    int size = in.readCount();
    for (int i = 0; i < size; i++) {
      Object value = domain.read(in);
      long count = in.readUnsigned();
      if (count <= 0) {
        throw new MalformedRowException("a value that occurs " + count + " times");
      }
      action.accept(value, count);
    }
  }
}
