package io.freshet.defs.language;

import java.util.List;
import java.util.Map;

/** Keys of a FeatureView, and of what stands directly in it. */
public final class ViewKeys {
  public static final Key SOURCE =
      Key.required("source", Form.Single.NAME, "events", "Name of a Source.");
  public static final Key JOIN_KEYS =
      Key.optional(
          "keys",
          new Form.MapOf("a mapping of join keys to SQL expressions", Form.Single.SQL, true),
          "the columns named like the join keys",
          "{user_id: \"customer.id\"}",
          "For join keys that the source calls otherwise: the SQL expression that yields them.");
  public static final Key FEATURES =
      Key.required(
          "features",
          new Form.ListOf("features", new Form.ObjectOf(FeatureKeys.SHAPE)),
          "[{name: events, aggregate: count, windows: [1d]}]",
          "What is computed from the source.");

  public static final Shape SOURCE_SHAPE =
      new Shape(
          "ViewSource",
          "entry of 'sources'",
          "What a feature view takes from one source.",
          List.of(SOURCE, JOIN_KEYS, FEATURES),
          Map.of(
              "enrich",
              "remove it, and let the producer write the columns you need into the events"
                  + " themselves"));

  public static final Key TTL =
      Key.optional(
          "ttl",
          Form.Single.DURATION,
          "reach of the largest window plus a day; none with a lifetime window",
          "90d",
          "After this time without a change an entity's row leaves the online store.");

  public static final Shape ONLINE_SHAPE =
      new Shape(
          "Online",
          "section 'online'",
          "How rows are kept in the online store.",
          List.of(TTL),
          Map.of());

  public static final String OFF = "off";
  public static final String AUTO = "auto";

  public static final Key COMPACT =
      Key.optional(
          "compact",
          new Form.Choice("compaction", List.of(OFF, AUTO), Map.of()),
          OFF,
          AUTO,
          "`auto`: while the job runs, it merges the small files of the view's table to large ones.");

  public static final Shape OFFLINE_SHAPE =
      new Shape(
          "Offline",
          "section 'offline'",
          "How rows are logged.",
          List.of(COMPACT),
          Map.of("interval", "remove it, as every published row is logged anyway"));

  public static final Key NAME =
      Key.required("name", Form.Single.NAME, "user_engagement", "Name of the feature view.");
  public static final Key ENTITY =
      Key.required("entity", Form.Single.NAME, "user", "Name of the Entity that it describes.");
  public static final Key DESCRIPTION =
      Key.optional(
          "description", Form.Single.TEXT, "none", "What a user did lately", "For people.");
  public static final Key OWNER =
      Key.optional("owner", Form.Single.TEXT, "none", "growth", "Who answers for it.");
  public static final Key TAGS =
      Key.optional(
          "tags",
          new Form.MapOf("a mapping of texts to texts", Form.Single.TEXT, true),
          "none",
          "{pii: \"false\"}",
          "Texts by name, for catalogues.");
  public static final Key FRESHNESS =
      Key.optional(
          "freshness",
          Form.Single.DURATION,
          "1s",
          "5s",
          "Target for the time from an event's arrival until its row can be read; changes within"
              + " it may be published together. `0s` publishes each.");
  public static final Key ONLINE =
      Key.optional(
          "online",
          new Form.ObjectOf(ONLINE_SHAPE),
          "see `ttl`",
          "{ttl: 90d}",
          "How rows are kept in the online store.");
  public static final Key OFFLINE =
      Key.optional(
          "offline",
          new Form.ObjectOf(OFFLINE_SHAPE),
          "see `compact`",
          "{compact: auto}",
          "How rows are logged.");
  public static final Key SOURCES =
      Key.required(
          "sources",
          new Form.ListOf("sources", new Form.ObjectOf(SOURCE_SHAPE)),
          "[{source: events, features: [...]}]",
          "The sources with the features computed from each.");

  public static final Key DERIVED =
      Key.optional(
          "derived",
          new Form.ListOf("derived features", new Form.ObjectOf(DerivedKeys.SHAPE)),
          "none",
          "[{name: mean_basket, expr: \"revenue_30d / orders_30d\"}]",
          "Features that follow from others of the row.");

  public static final Shape SHAPE =
      new Shape(
          "FeatureView",
          "view",
          "Features of one entity, published as one row per entity.",
          List.of(
              NAME, ENTITY, DESCRIPTION, OWNER, TAGS, FRESHNESS, ONLINE, OFFLINE, SOURCES, DERIVED),
          Map.of());

  private ViewKeys() {}
}
