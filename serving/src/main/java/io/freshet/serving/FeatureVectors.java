package io.freshet.serving;

import io.freshet.schemas.PackedRow;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer: a vector of values for each entity, in the order of the query. Immutable as long as
 * nobody changes what it was made from.
 */
public final class FeatureVectors {
  private final List<FeatureColumn> columns;
  private final List<VectorPart> parts;
  private final int entities;

  /**
   * @param columns columns of all views, one view after the other
   * @param parts for each entity a part for each view
   */
  FeatureVectors(List<FeatureColumn> columns, List<VectorPart> parts, int entities) {
    this.columns = List.copyOf(columns);
    this.parts = parts;
    this.entities = entities;
  }

  /** What the values of a vector are, in their order. */
  public List<FeatureColumn> columns() {
    return columns;
  }

  /** The number of vectors: that of the query's entities. */
  public int size() {
    return entities;
  }

  /**
   * A value.
   *
   * @param entity place of the entity in the query
   * @param column place among {@link #columns()}
   * @return of the class that the column's type asks for, see {@link io.freshet.schemas.ValueType};
   *     null for NULL
   */
  public @Nullable Object value(int entity, int column) {
    VectorPart part = part(entity, column);
    return part.values()[column - part.first()];
  }

  /** What is known of a value. */
  public ValueStatus status(int entity, int column) {
    VectorPart part = part(entity, column);
    return part.statuses()[column - part.first()];
  }

  /** For which event time a value holds, UTC milliseconds; null where the entity is missing. */
  public @Nullable Long featureTimestamp(int entity, int column) {
    byte[] row = part(entity, column).row();
    return row == null ? null : (Long) PackedRow.featureTimestamp(row);
  }

  /** Since when a value could be read, UTC milliseconds; null where the entity is missing. */
  public @Nullable Long availableAt(int entity, int column) {
    byte[] row = part(entity, column).row();
    return row == null ? null : (Long) PackedRow.availableAt(row);
  }

  /**
   * How many events had been applied when a value was published; null where the entity is missing.
   */
  public @Nullable Long sequence(int entity, int column) {
    byte[] row = part(entity, column).row();
    return row == null ? null : (Long) PackedRow.sequence(row);
  }

  /**
   * The values of an entity by {@code view:feature}, and by the feature's name alone where the
   * query is of one view.
   */
  public Map<String, @Nullable Object> toMap(int entity) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    boolean isOneView = entities == parts.size();
    for (int i = 0; i < columns.size(); i++) {
      FeatureColumn column = columns.get(i);
      String name = isOneView ? column.name() : column.view() + ":" + column.name();
      values.put(name, value(entity, i));
    }
    return Collections.unmodifiableMap(values);
  }

  private VectorPart part(int entity, int column) {
    int views = parts.size() / entities;
    int index = entity * views;
    VectorPart part = parts.get(index);
    while (column >= part.first() + part.values().length) {
      part = parts.get(++index);
    }
    return part;
  }
}
