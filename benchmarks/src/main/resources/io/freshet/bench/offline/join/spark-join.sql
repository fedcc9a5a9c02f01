-- Each label with all rows before it, and of these the last: pairs, but no sort of what no label needs.
SET spark.sql.adaptive.enabled = true;
SET spark.sql.shuffle.partitions = 8;
SET spark.sql.parquet.outputTimestampType = TIMESTAMP_MICROS;

INSERT OVERWRITE DIRECTORY '${OUT}' USING parquet OPTIONS (compression 'zstd')
SELECT
  order_id,
  user_id,
  label_time,
  label,
  coalesce(found.page_views_1d, 0) AS page_views_1d,
  coalesce(found.page_views_7d, 0) AS page_views_7d,
  coalesce(found.page_views_30d, 0) AS page_views_30d,
  coalesce(found.sessions_7d, 0) AS sessions_7d,
  coalesce(found.purchases_30d, 0) AS purchases_30d,
  found.revenue_7d,
  found.revenue_30d,
  found.order_value_30d,
  found.seconds_on_page_7d,
  found.last_purchase_at
FROM (
  SELECT
    labels.order_id,
    labels.user_id,
    labels.label_time,
    labels.label,
    max_by(
      struct(
        features.page_views_1d,
        features.page_views_7d,
        features.page_views_30d,
        features.sessions_7d,
        features.purchases_30d,
        features.revenue_7d,
        features.revenue_30d,
        features.order_value_30d,
        features.seconds_on_page_7d,
        features.last_purchase_at),
      features.available_at) AS found
  FROM parquet.`${LABELS_FILE}` AS labels
  LEFT JOIN delta.`${TABLE}` AS features
    ON labels.user_id = features.user_id AND features.available_at < labels.label_time
  GROUP BY labels.order_id, labels.user_id, labels.label_time, labels.label);
