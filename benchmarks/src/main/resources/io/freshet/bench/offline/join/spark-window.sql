-- Labels among rows, in the order of time, each after the row that it is to find: one shuffle, one sort, no pairs.
SET spark.sql.adaptive.enabled = true;
SET spark.sql.shuffle.partitions = 8;
SET spark.sql.parquet.outputTimestampType = TIMESTAMP_MICROS;

INSERT OVERWRITE DIRECTORY '${OUT}' USING parquet OPTIONS (compression 'zstd')
SELECT
  order_id,
  user_id,
  time AS label_time,
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
    order_id,
    user_id,
    time,
    label,
    last_value(features) IGNORE NULLS OVER (
      PARTITION BY user_id
      ORDER BY time, kind
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS found
  FROM (
    SELECT user_id, label_time AS time, 0 AS kind, order_id, label, NULL AS features
    FROM parquet.`${LABELS_FILE}`
    UNION ALL
    SELECT
      user_id,
      available_at AS time,
      1 AS kind,
      NULL AS order_id,
      NULL AS label,
      struct(
        page_views_1d,
        page_views_7d,
        page_views_30d,
        sessions_7d,
        purchases_30d,
        revenue_7d,
        revenue_30d,
        order_value_30d,
        seconds_on_page_7d,
        last_purchase_at) AS features
    FROM delta.`${TABLE}`))
WHERE order_id IS NOT NULL;
