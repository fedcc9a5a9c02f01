-- What a customer bought and sent back, at the as-of time of each row of the table as_of(key, t), and
-- by the lines up to then. A customer of whom there are none has what an empty window has.
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
  count(DISTINCT invoice) FILTER (invoice NOT LIKE 'C%' AND t >= from_1d) AS orders_1d,
  count(DISTINCT invoice) FILTER (invoice NOT LIKE 'C%' AND t >= from_7d) AS orders_7d,
  count(DISTINCT invoice) FILTER (invoice NOT LIKE 'C%' AND t >= from_30d) AS orders_30d,
  count(DISTINCT invoice) FILTER (invoice NOT LIKE 'C%' AND t >= from_90d) AS orders_90d,

  coalesce(sum(price * quantity) FILTER (quantity > 0 AND t >= from_1d), 0) AS revenue_1d,
  coalesce(sum(price * quantity) FILTER (quantity > 0 AND t >= from_7d), 0) AS revenue_7d,
  coalesce(sum(price * quantity) FILTER (quantity > 0 AND t >= from_30d), 0) AS revenue_30d,
  coalesce(sum(price * quantity) FILTER (quantity > 0 AND t >= from_90d), 0) AS revenue_90d,

  count(*) FILTER (quantity < 0 AND t >= from_1d) AS returns_1d,
  count(*) FILTER (quantity < 0 AND t >= from_7d) AS returns_7d,
  count(*) FILTER (quantity < 0 AND t >= from_30d) AS returns_30d,
  count(*) FILTER (quantity < 0 AND t >= from_90d) AS returns_90d,

  coalesce(sum(price * -quantity) FILTER (quantity < 0 AND t >= from_1d), 0) AS returned_amount_1d,
  coalesce(sum(price * -quantity) FILTER (quantity < 0 AND t >= from_7d), 0) AS returned_amount_7d,
  coalesce(sum(price * -quantity) FILTER (quantity < 0 AND t >= from_30d), 0) AS returned_amount_30d,
  coalesce(sum(price * -quantity) FILTER (quantity < 0 AND t >= from_90d), 0) AS returned_amount_90d,

  count(DISTINCT product) FILTER (quantity > 0 AND t >= from_1d) AS products_1d,
  count(DISTINCT product) FILTER (quantity > 0 AND t >= from_7d) AS products_7d,
  count(DISTINCT product) FILTER (quantity > 0 AND t >= from_30d) AS products_30d,
  count(DISTINCT product) FILTER (quantity > 0 AND t >= from_90d) AS products_90d,

  avg(price) FILTER (quantity > 0 AND t >= from_1d) AS average_price_1d,
  avg(price) FILTER (quantity > 0 AND t >= from_7d) AS average_price_7d,
  avg(price) FILTER (quantity > 0 AND t >= from_30d) AS average_price_30d,
  avg(price) FILTER (quantity > 0 AND t >= from_90d) AS average_price_90d,

  max(t) FILTER (quantity > 0) AS last_purchase_at
FROM bounds LEFT JOIN sales ON customer = key AND t <= until
GROUP BY key, until
ORDER BY key, until;
