package io.freshet.serving;

import io.freshet.schemas.PackedRow;
import io.freshet.schemas.PublishedAge;
import io.freshet.schemas.PublishedLayout;
import io.freshet.schemas.RowProjection;
import io.freshet.schemas.ValueType;
import io.freshet.sinks.redis.client.KnownLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the wanted features from rows of one layout. Rows of an earlier definition may lack some.
 * Made once for many rows; thread-safe.
 */
final class RowReading {
  /** Marks an unknown column of a row's layout. */
  private static final int LACKING = -1;

  private final PublishedLayout published;
  private final RowProjection projection;

  /** For each wanted column its place in the projection. */
  private final int[] places;

  /** For each wanted column the age that it is; null if it is a feature. */
  private final @Nullable PublishedAge[] ages;

  private final WantedView wanted;

  RowReading(WantedView wanted, KnownLayout layout) {
    this.wanted = wanted;
    this.published = layout.published();
    Map<String, Integer> known = published.layout().positions();
    int columns = wanted.columns().size();
    places = new int[columns];
    ages = new @Nullable PublishedAge[columns];
    List<String> read = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      ages[i] = wanted.age(i);
      ValueType type = ages[i] == null ? wanted.columns().get(i).type() : ValueType.TIMESTAMP;
      Integer position = known.get(feature(i));
      boolean isSame =
          position != null && published.layout().features().get(position).type().equals(type);
      places[i] = isSame ? read.size() : LACKING;
      if (isSame) {
        read.add(feature(i));
      }
    }
    projection = layout.codec().project(read);
  }

  /**
   * Reads a row.
   *
   * @param now at which ages are computed, UTC milliseconds
   * @param oldest rows of before are outdated, UTC milliseconds
   * @throws io.freshet.schemas.MalformedRowException if it is damaged
   */
  VectorPart read(byte[] row, long now, long oldest) {
    @Nullable Object[] read = projection.read(row);
    long featureTimestamp = PackedRow.featureTimestamp(row);
    boolean isOld = featureTimestamp < oldest;
    @Nullable Object[] values = new @Nullable Object[places.length];
    ValueStatus[] statuses = new ValueStatus[places.length];
    for (int i = 0; i < places.length; i++) {
      if (places[i] == LACKING) {
        values[i] = wanted.empty(i);
        statuses[i] = ValueStatus.OUTDATED;
        continue;
      }
      PublishedAge age = ages[i];
      Object value = read[places[i]];
      values[i] = age == null ? value : age.at(now, (Long) value);
      statuses[i] = isOld ? ValueStatus.OUTDATED : status(value, feature(i), featureTimestamp);
    }
    return new VectorPart(wanted.first(), row, values, statuses);
  }

  private String feature(int column) {
    PublishedAge age = ages[column];
    return age == null ? wanted.columns().get(column).name() : age.feature();
  }

  private ValueStatus status(@Nullable Object value, String feature, long featureTimestamp) {
    if (value == null) {
      return ValueStatus.NULL;
    }
    return published.isIncomplete(feature, featureTimestamp)
        ? ValueStatus.INCOMPLETE
        : ValueStatus.PRESENT;
  }
}
