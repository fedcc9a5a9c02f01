package io.freshet.bench.online;

import io.freshet.schemas.PackedRow;
import io.freshet.schemas.RowCodec;
import io.freshet.schemas.RowLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The entities that are stored.
 *
 * @param layout of their rows
 * @param typical rows of users with 40 events, taken in turns
 * @param dense rows whose every feature has a value, taken in turns
 */
record OnlineData(RowLayout layout, List<byte[]> typical, List<byte[]> dense) {
  private static final int TYPICAL = 20_000;
  private static final int DENSE = 5_000;

  /** Makes the rows; there are fewer of them than entities. */
  static OnlineData make(int entities, Consumer<String> progress) throws IOException {
    ProfileRows profile = ProfileRows.compile();
    progress.accept("making rows of 847 features");
    List<byte[]> typical = profile.typical(Math.min(entities, TYPICAL));
    SplittableRandom random = new SplittableRandom(847);
    List<byte[]> dense = new ArrayList<>();
    for (int i = 0; i < Math.min(entities, DENSE); i++) {
      dense.add(profile.dense(random));
    }
    return new OnlineData(profile.layout(), typical, dense);
  }

  RowCodec codec() {
    return new RowCodec(layout);
  }

  /** The name of an entity. */
  static String entity(int number) {
    return String.format("u%06d", number);
  }

  /** The row of an entity with another sequence. */
  static byte[] row(List<byte[]> rows, int entity, long sequence) {
    byte[] row = rows.get(entity % rows.size()).clone();
    PackedRow.writeHeader(
        row,
        PackedRow.fingerprint(row),
        PackedRow.generation(row),
        PackedRow.featureTimestamp(row),
        sequence,
        0);
    return row;
  }
}
