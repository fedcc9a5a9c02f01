-- First only when the row of each label became readable, by keys and times alone; then that row, by equality.
SET spark.sql.adaptive.enabled = true;
SET spark.sql.shuffle.partitions = 8;
SET spark.sql.parquet.outputTimestampType = TIMESTAMP_MICROS;

INSERT OVERWRITE DIRECTORY '${OUT}' USING parquet OPTIONS (compression 'zstd')
SELECT
  labels.order_id,
  labels.user_id,
  labels.time AS label_time,
  labels.label,
  coalesce(features.page_views_1d, 0) AS page_views_1d,
  coalesce(features.page_views_7d, 0) AS page_views_7d,
  coalesce(features.page_views_30d, 0) AS page_views_30d,
  coalesce(features.sessions_7d, 0) AS sessions_7d,
  coalesce(features.purchases_30d, 0) AS purchases_30d,
  features.revenue_7d,
  features.revenue_30d,
  features.order_value_30d,
  features.seconds_on_page_7d,
  features.last_purchase_at
FROM (
  SELECT
    order_id,
    user_id,
    time,
    label,
    last_value(available_at) IGNORE NULLS OVER (
      PARTITION BY user_id
      ORDER BY time, kind
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS readable_since
  FROM (
    SELECT user_id, label_time AS time, 0 AS kind, order_id, label, NULL AS available_at
    FROM parquet.`${LABELS_FILE}`
    UNION ALL
    SELECT user_id, available_at AS time, 1 AS kind, NULL AS order_id, NULL AS label, available_at
    FROM delta.`${TABLE}`)) AS labels
LEFT JOIN delta.`${TABLE}` AS features
  ON labels.user_id = features.user_id AND labels.readable_since = features.available_at
WHERE labels.order_id IS NOT NULL;
