package io.freshet.serving;

import io.freshet.schemas.EntityKey;
import io.freshet.schemas.Field;
import io.freshet.schemas.PublishedAge;
import io.freshet.schemas.PublishedLayout;
import io.freshet.schemas.ValueType;
import io.freshet.sinks.redis.client.KnownLayout;
import io.freshet.sinks.redis.client.RedisKeys;
import io.freshet.sinks.redis.client.RowName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The features of a view that a query wants, as its current layout has them. Thread-safe. */
final class WantedView {
  private final KnownLayout current;
  private final RedisKeys keys;
  private final int first;
  private final List<FeatureColumn> columns;
  private final @Nullable PublishedAge[] ages;
  private final @Nullable Object[] empty;
  private final ConcurrentMap<KnownLayout, RowReading> readings = new ConcurrentHashMap<>();

  /**
   * @param first place of its first column among those of the query
   * @throws FeatureRequestException if the view has not all of them
   */
  WantedView(ViewFeatures wanted, KnownLayout current, RedisKeys keys, int first) {
    this.current = current;
    this.keys = keys;
    this.first = first;
    PublishedLayout published = current.published();
    List<String> names = wanted.features().isEmpty() ? all(published) : wanted.features();
    columns = names.stream().map(name -> column(wanted.view(), published, name)).toList();
    ages =
        columns.stream().map(column -> age(published, column.name())).toArray(PublishedAge[]::new);
    empty = columns.stream().map(column -> empty(published, column)).toArray();
  }

  private static List<String> all(PublishedLayout published) {
    List<String> names =
        new ArrayList<>(published.layout().features().stream().map(Field::name).toList());
    published.ages().forEach(age -> names.add(age.name()));
    return names;
  }

  private static FeatureColumn column(String view, PublishedLayout published, String name) {
    Integer position = published.layout().positions().get(name);
    if (position != null) {
      return new FeatureColumn(view, name, published.layout().features().get(position).type());
    }
    if (age(published, name) != null) {
      return new FeatureColumn(view, name, ValueType.BIGINT);
    }
    throw new FeatureRequestException(
        "View '" + view + "' has no feature '" + name + "'; it has " + some(all(published)));
  }

  private static @Nullable PublishedAge age(PublishedLayout published, String name) {
    for (PublishedAge age : published.ages()) {
      if (age.name().equals(name)) {
        return age;
      }
    }
    return null;
  }

  private static String some(List<String> names) {
    int most = 12;
    String text = String.join(", ", names.subList(0, Math.min(most, names.size())));
    return names.size() > most ? text + " and " + (names.size() - most) + " more" : text;
  }

  private static @Nullable Object empty(PublishedLayout published, FeatureColumn column) {
    String text = published.defaults().get(column.name());
    boolean isNested = column.type().element() != null;
    return text == null || isNested ? null : column.type().parseValue(text);
  }

  KnownLayout current() {
    return current;
  }

  int first() {
    return first;
  }

  List<FeatureColumn> columns() {
    return columns;
  }

  /** The age that a column is; null if it is a feature. */
  @Nullable PublishedAge age(int column) {
    return ages[column];
  }

  /** The value of a column for an entity without events. */
  @Nullable Object empty(int column) {
    return empty[column];
  }

  /**
   * The row of an entity.
   *
   * @throws FeatureRequestException if a key is missing or of another type
   */
  RowName name(Map<String, Object> entity) {
    List<Field> fields = current.published().layout().keys();
    @Nullable Object[] values = new @Nullable Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      Field field = fields.get(i);
      Object value = entity.get(field.name());
      if (value == null) {
        throw new FeatureRequestException(
            "View '"
                + current.published().layout().view()
                + "' is keyed by "
                + fields.stream().map(Field::name).toList()
                + ", but an entity has no '"
                + field.name()
                + "'; it has "
                + entity.keySet());
      }
      values[i] = value;
    }
    try {
      // what was given as text is read as its type first: 007 and 7 are the same number
      Object[] typed = EntityKey.decode(String.valueOf(EntityKey.encode(values)), fields);
      return new RowName(keys, String.valueOf(EntityKey.encode(typed)));
    } catch (IllegalArgumentException e) {
      throw new FeatureRequestException(String.valueOf(e.getMessage()));
    }
  }

  /** What reads rows of a layout. */
  RowReading reading(KnownLayout layout) {
    RowReading known = readings.get(layout);
    return known != null ? known : readings.computeIfAbsent(layout, l -> new RowReading(this, l));
  }

  /** What there is to say of an entity without row. */
  VectorPart missing() {
    ValueStatus[] statuses = new ValueStatus[empty.length];
    Arrays.fill(statuses, ValueStatus.MISSING_ENTITY);
    return new VectorPart(first, null, empty, statuses);
  }
}
