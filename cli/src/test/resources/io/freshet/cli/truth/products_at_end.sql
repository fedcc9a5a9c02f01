-- Where each product's row stands when the whole file has been read; see customers_at_end.sql.
--
-- The view has no lifetime feature: a product is forgotten a day after its last event has left the
-- longest window, floor(t, 1d) + 1d + 90d + 1d. One that is sold again begins anew.
WITH
clock AS (SELECT max(t) AS now FROM sales),
applied AS (
  SELECT
    product AS key,
    t,
    max(t) OVER (PARTITION BY product ORDER BY t ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
  FROM sales
  WHERE product IS NOT NULL AND quantity <> 0
),
lives AS (
  SELECT
    key,
    t,
    coalesce(t >= floor_day(before) + days(92), true) AS is_birth
  FROM applied
),
numbered AS (
  SELECT key, t, sum(CAST(is_birth AS INT)) OVER (PARTITION BY key ORDER BY t, is_birth DESC ROWS UNBOUNDED PRECEDING) AS life
  FROM lives
),
instants AS (
  SELECT key, floor_hour(t) + hours(1) + days(1) AS instant FROM applied
  UNION ALL
  SELECT key, floor_hour(t) + hours(1) + days(7) FROM applied
  UNION ALL
  SELECT key, floor_day(t) + days(1) + days(30) FROM applied
  UNION ALL
  SELECT key, floor_day(t) + days(1) + days(90) FROM applied
),
passed AS (
  SELECT key, max(instant) AS instant
  FROM instants, clock
  WHERE instant <= now
  GROUP BY key
),
seen AS (
  SELECT key, max(t) AS t, count(*) AS events
  FROM applied
  GROUP BY key
),
last_life AS (
  SELECT key, count(*) AS sequence
  FROM numbered JOIN (SELECT key, max(life) AS life FROM numbered GROUP BY key) USING (key, life)
  GROUP BY key
)
SELECT
  key,
  greatest(t, coalesce(instant, t)) AS t,
  sequence,
  events,
  now >= floor_day(t) + days(92) AS forgotten
FROM seen JOIN last_life USING (key) LEFT JOIN passed USING (key), clock
ORDER BY key;
