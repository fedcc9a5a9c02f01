package io.freshet.engine;

import io.freshet.schemas.ByteReader;
import io.freshet.schemas.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the bytes of a key's state refer to by number. Each definition under which state was written
 * has one; it is kept beside the state, once for all keys. A later definition finds the state of an
 * aggregation by its identity, wherever it stands now.
 *
 * @param identities what each aggregation computes, in the order of its state
 * @param unit milliseconds of which all tile starts are multiples
 * @param step length of the longest tiles, milliseconds
 */
public record StateSchema(List<String> identities, long unit, long step) {

  public StateSchema {
    identities = List.copyOf(identities);
    if (unit < 1 || step < unit || step % unit != 0) {
      throw new IllegalArgumentException("steps of " + step + " ms in units of " + unit + " ms");
    }
  }

  /** Writes the schema. */
  public byte[] write() {
    ByteWriter out = new ByteWriter(256);
    out.writeUnsigned(unit);
    out.writeUnsigned(step);
    out.writeUnsigned(identities.size());
    identities.forEach(identity -> out.writeBytes(identity.getBytes(StandardCharsets.UTF_8)));
    return out.toByteArray();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws io.freshet.schemas.MalformedRowException if {@code bytes} are no schema
   */
  public static StateSchema read(byte[] bytes) {
    ByteReader in = new ByteReader(bytes, 0);
    long unit = in.readUnsigned();
    long step = in.readUnsigned();
    List<String> identities = new ArrayList<>();
    for (int i = in.readCount(); i > 0; i--) {
      identities.add(new String(in.readBytes(), StandardCharsets.UTF_8));
    }
    in.expectEnd();
    return new StateSchema(identities, unit, step);
  }
}
