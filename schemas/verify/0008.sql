-- Tables of billing that hold a provider's rows and do not hide them from other providers.
SELECT format('billing.%s is not scoped by provider', c.relname)
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = 'provider_id'
 WHERE c.relnamespace = 'billing'::regnamespace AND c.relkind = 'r'
   AND NOT (c.relrowsecurity AND c.relforcerowsecurity);
