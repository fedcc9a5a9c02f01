-- How a product sells, at the as-of time of each row of the table as_of(key, t), and by the lines up
-- to then. A product of which there are none has what an empty window has.
--
-- A window of length W with hop h covers floor(t - W, h) <= event time <= t: 1d and 7d move by the
-- hour, 30d and 90d by the day. Times are UTC milliseconds.
WITH bounds AS (
  SELECT
    key,
    t AS until,
    floor_hour(t - days(1)) AS from_1d,
    floor_hour(t - days(7)) AS from_7d,
    floor_day(t - days(30)) AS from_30d,
    floor_day(t - days(90)) AS from_90d
  FROM as_of
)
SELECT
  key,
  until AS t,
  CAST(coalesce(sum(quantity) FILTER (quantity > 0 AND t >= from_1d), 0) AS BIGINT) AS units_1d,
  CAST(coalesce(sum(quantity) FILTER (quantity > 0 AND t >= from_7d), 0) AS BIGINT) AS units_7d,
  CAST(coalesce(sum(quantity) FILTER (quantity > 0 AND t >= from_30d), 0) AS BIGINT) AS units_30d,
  CAST(coalesce(sum(quantity) FILTER (quantity > 0 AND t >= from_90d), 0) AS BIGINT) AS units_90d,

  coalesce(sum(price * quantity) FILTER (quantity > 0 AND t >= from_1d), 0) AS revenue_1d,
  coalesce(sum(price * quantity) FILTER (quantity > 0 AND t >= from_7d), 0) AS revenue_7d,
  coalesce(sum(price * quantity) FILTER (quantity > 0 AND t >= from_30d), 0) AS revenue_30d,
  coalesce(sum(price * quantity) FILTER (quantity > 0 AND t >= from_90d), 0) AS revenue_90d,

  count(DISTINCT customer) FILTER (quantity > 0 AND t >= from_1d) AS customers_1d,
  count(DISTINCT customer) FILTER (quantity > 0 AND t >= from_7d) AS customers_7d,
  count(DISTINCT customer) FILTER (quantity > 0 AND t >= from_30d) AS customers_30d,
  count(DISTINCT customer) FILTER (quantity > 0 AND t >= from_90d) AS customers_90d,

  count(*) FILTER (quantity < 0 AND t >= from_1d) AS returns_1d,
  count(*) FILTER (quantity < 0 AND t >= from_7d) AS returns_7d,
  count(*) FILTER (quantity < 0 AND t >= from_30d) AS returns_30d,
  count(*) FILTER (quantity < 0 AND t >= from_90d) AS returns_90d,

  avg(price) FILTER (quantity > 0 AND t >= from_1d) AS average_price_1d,
  avg(price) FILTER (quantity > 0 AND t >= from_7d) AS average_price_7d,
  avg(price) FILTER (quantity > 0 AND t >= from_30d) AS average_price_30d,
  avg(price) FILTER (quantity > 0 AND t >= from_90d) AS average_price_90d,

  min(price) FILTER (quantity > 0 AND t >= from_1d) AS min_price_1d,
  min(price) FILTER (quantity > 0 AND t >= from_7d) AS min_price_7d,
  min(price) FILTER (quantity > 0 AND t >= from_30d) AS min_price_30d,
  min(price) FILTER (quantity > 0 AND t >= from_90d) AS min_price_90d,

  max(price) FILTER (quantity > 0 AND t >= from_1d) AS max_price_1d,
  max(price) FILTER (quantity > 0 AND t >= from_7d) AS max_price_7d,
  max(price) FILTER (quantity > 0 AND t >= from_30d) AS max_price_30d,
  max(price) FILTER (quantity > 0 AND t >= from_90d) AS max_price_90d
FROM bounds LEFT JOIN sales ON product = key AND t BETWEEN from_90d AND until
GROUP BY key, until
ORDER BY key, until;
