-- Times and lengths are milliseconds; a division by // cuts.
CREATE OR REPLACE MACRO hours(n) AS n * CAST(3600000 AS BIGINT);
CREATE OR REPLACE MACRO days(n) AS n * CAST(86400000 AS BIGINT);
CREATE OR REPLACE MACRO floor_hour(t) AS t // 3600000 * 3600000;
CREATE OR REPLACE MACRO floor_day(t) AS t // 86400000 * 86400000;

-- The lines of the file, with times as UTC milliseconds. The file has what London's clock showed;
-- in its year that was an hour ahead of UTC from 27 March to 30 October 2011, both at 01:00 UTC.
CREATE OR REPLACE TABLE sales AS
SELECT
  InvoiceNo AS invoice,
  StockCode AS product,
  CustomerID AS customer, -- NULL where the file has nothing
  CAST(Quantity AS BIGINT) AS quantity,
  CAST(UnitPrice AS DECIMAL(12, 3)) AS price,
  epoch_ms(CAST(InvoiceDate AS TIMESTAMP))
    - CASE
        WHEN InvoiceDate >= '2011-03-27 02:00:00' AND InvoiceDate < '2011-10-30 02:00:00' THEN hours(1)
        ELSE 0
      END AS t
FROM read_csv('${FILE}', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"');
