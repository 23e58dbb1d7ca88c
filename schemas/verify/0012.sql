-- A version whose numbers leave a gap, or that was recorded before the one it changes.
SELECT 'order ' || order_id || ': version ' || version || ' does not follow'
  FROM (SELECT order_id, version, record_time,
               lag(version) OVER numbered AS before,
               lag(record_time) OVER numbered AS before_time
          FROM contracts.published_order_version
        WINDOW numbered AS (PARTITION BY order_id ORDER BY version)) AS v
 WHERE version <> coalesce(before, 0) + 1 OR record_time < before_time
UNION ALL
SELECT 'contract ' || contract_id || ': version ' || version || ' does not follow'
  FROM (SELECT contract_id, version, record_time,
               lag(version) OVER numbered AS before,
               lag(record_time) OVER numbered AS before_time
          FROM contracts.published_contract_version
        WINDOW numbered AS (PARTITION BY contract_id ORDER BY version)) AS v
 WHERE version <> coalesce(before, 0) + 1 OR record_time < before_time
UNION ALL
SELECT 'contract ' || a.contract_id || ': its amendment has another provider'
  FROM contracts.contract_amendment a JOIN contracts.contract c USING (contract_id)
 WHERE a.provider_id <> c.provider_id;
