package io.freshet.schemas;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Packs the feature values of one layout behind a {@link PackedRow} header, and reads them.
 *
 * <p>What most features of most entities have, NULL or the value that the layout implies, takes no
 * room; zero where NULL is implied, or NULL where something else is, takes a bit. Other values have
 * four bits that say how they are written, and often no bytes at all; a value like the one before,
 * as of a longer window in which nothing more has happened, takes a bit; a text that came before
 * takes its place among the last. The parts of a row are those of {@code RowSections}, the forms of
 * values those of {@code ValueForm}; the reference documentation has both, with test vectors.
 * Thread-safe.
 */
public final class RowCodec implements Serializable {
  private static final long serialVersionUID = 2L;

  private final RowLayout layout;
  private transient @Nullable RowShape shape;

  public RowCodec(RowLayout layout) {
    this.layout = layout;
    this.shape = new RowShape(layout);
  }

  /** The layout that this codec packs. */
  public RowLayout layout() {
    return layout;
  }

  /**
   * Packs a row.
   *
   * @param availableAt when it became readable; 0 lets the online store decide
   * @param values one value per feature, null for NULL
   */
  public byte[] encode(
      long generation,
      long featureTimestamp,
      long sequence,
      long availableAt,
      @Nullable Object[] values) {
    RowShape known = shape();
    if (values.length != known.size()) {
      throw new IllegalArgumentException(
          "the layout has " + known.size() + " features, not " + values.length);
    }
    RowWriter writer = new RowWriter(known);
    writer.begin();
    for (Object value : values) {
      if (value == null) {
        writer.takeNull();
      } else {
        writer.takeValue(value);
      }
    }
    return writer.finish(generation, featureTimestamp, sequence, availableAt);
  }

  /**
   * Unpacks all values.
   *
   * @return one value per feature, null for NULL
   * @throws MalformedRowException if {@code row} is no row of this layout
   */
  public @Nullable Object[] decode(byte[] row) {
    RowShape known = shape();
    @Nullable Object[] values = new @Nullable Object[known.size()];
    decode(row, 0, new ValueObjects(known.types, values));
    return values;
  }

  /**
   * Unpacks the values that are not NULL, in order.
   *
   * @param first position of the first feature
   * @throws MalformedRowException if {@code row} is no row of this layout; some values may have
   *     been taken by then
   */
  public void decode(byte[] row, int first, ValueSink sink) {
    RowShape known = shape();
    known.check(row);
    RowSections sections = new RowSections(row, known.size());
    ValueWalk walk = new ValueWalk(known, sections);
    int index = 0;
    int before = 0;
    for (int i = 0; i < known.size(); i++) {
      int word = i >> 6;
      if ((sections.present[word] >>> i & 1) != 0) {
        if (!sections.isRepeat(index++)) {
          walk.next(i);
        } else if (known.typeIds[i] != known.typeIds[before]) {
          throw new MalformedRowException("a repetition of another type");
        }
        before = i;
        ValueReader.read(known, i, row, walk.code(), walk.begin(), walk.length(), first + i, sink);
      } else if ((sections.others[word] >>> i & 1) != 0) {
        ValueReader.readOther(known, i, first + i, sink);
      } else {
        ValueReader.readImplied(known, i, first + i, sink);
      }
    }
    walk.expectEnd();
  }

  /**
   * What reads some of the features, without unpacking the others.
   *
   * @param names names of features; one may stand there more than once
   * @throws IllegalArgumentException if the layout has no such feature
   */
  public RowProjection project(List<String> names) {
    return new RowProjection(shape(), names);
  }

  /** Names of the features, in the order of the values. */
  public List<String> names() {
    return layout.features().stream().map(Field::name).toList();
  }

  private RowShape shape() {
    RowShape known = shape;
    if (known == null) {
      known = new RowShape(layout);
      shape = known;
    }
    return known;
  }
}
