-- Facts against what they are facts of: a contract of the same provider, the days of a month.
SET LOCAL tirek.provider_scope = '*';
SELECT 'contracts: ' || a.assessment_id || ' is of a contract that the provider does not have'
  FROM contracts.assessment a
  LEFT JOIN contracts.contract c USING (contract_id, provider_id)
 WHERE a.contract_id <> '' AND c.contract_id IS NULL
UNION ALL
SELECT 'placements: ' || plan_id || ' has more days than ' || month
  FROM placements.plan
 WHERE planned_days > extract(day FROM (month || '-01')::date + interval '1 month - 1 day')
 ORDER BY 1;
