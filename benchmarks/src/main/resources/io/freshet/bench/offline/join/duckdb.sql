-- The table holds no two rows of a user with the same available_at, so that ASOF finds the one row.
SET threads = ${CORES};
SET memory_limit = '${MEMORY_MIB}MiB';
SET temp_directory = '${SCRATCH}';
SET preserve_insertion_order = false;
SET TimeZone = 'UTC';

COPY (
  SELECT
    labels.order_id,
    labels.user_id,
    labels.label_time,
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
  FROM read_parquet('${LABELS_FILE}') AS labels
  ASOF LEFT JOIN read_parquet('${TABLE}/event_date=*/*.parquet', hive_partitioning = false) AS features
    ON labels.user_id = features.user_id AND labels.label_time > features.available_at)
TO '${OUT}' (FORMAT parquet, COMPRESSION zstd);
