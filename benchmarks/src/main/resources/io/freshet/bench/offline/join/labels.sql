-- Labels of users as they come in the table, and of one in fifty who is not in it; in no order.
SET threads = 2;
SET TimeZone = 'UTC';

COPY (
  SELECT
    id AS order_id,
    if(stranger, 'stranger' || id, 'user' || CAST(floor(${USERS} * share * share) AS BIGINT)) AS user_id,
    make_timestamptz((${FROM} + CAST(floor(time * ${SPAN}) AS BIGINT)) * 1000) AS label_time,
    CAST(hash(id, 'label') % 2 AS INTEGER) AS label
  FROM (
    SELECT
      id,
      hash(id, 'stranger') % 50 = 0 AS stranger,
      (hash(id, 'user') % 1000000007) / 1000000007.0::DOUBLE AS share,
      (hash(id, 'time') % 1000000007) / 1000000007.0::DOUBLE AS time
    FROM range(${LABELS}) AS numbers (id)))
TO '${LABELS_FILE}' (FORMAT parquet, COMPRESSION zstd);
