-- Tables of adjustments that hold a provider's rows and do not hide them from other providers; and
-- lines that two adjustments say are billed no more.
SELECT format('billing.%s is not scoped by provider', c.relname)
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = 'provider_id'
 WHERE c.relnamespace = 'billing'::regnamespace AND c.relkind = 'r'
   AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
UNION ALL
SELECT format('line %s is taken back by %s differences', line_id, count(*))
  FROM billing.adjustment_line, unnest(changed_line_ids) AS x (line_id)
 GROUP BY provider_id, line_id HAVING count(*) > 1;
