-- Where each customer's row stands when the whole file has been read.
--
-- An event at t leaves a window of length W and hop h at floor(t, h) + h + W. The as-of time is the
-- largest of the event times and of those instants up to the final clock: the largest time in the
-- file, those without customer included. A line that passes no filter is not applied.
WITH
clock AS (SELECT max(t) AS now FROM sales),
applied AS (
  SELECT customer AS key, t
  FROM sales
  WHERE customer IS NOT NULL AND (NOT starts_with(invoice, 'C') OR quantity <> 0)
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
)
SELECT
  key,
  greatest(t, coalesce(instant, t)) AS t,
  events AS sequence, -- a view with a lifetime feature forgets nobody
  events,
  false AS forgotten
FROM seen LEFT JOIN passed USING (key)
ORDER BY key;
