-- The accounts of a provider are numbered without a gap, each later than the one before.
SELECT 'registry: provider ' || provider_id || ' has an account ' || version || ' after '
       || last_version || ', recorded ' || record_time || ' after ' || last_time AS difference
  FROM (SELECT a.provider_id, a.version, a.record_time,
               coalesce(lag(a.version) OVER numbered, 1) AS last_version,
               coalesce(lag(a.record_time) OVER numbered, p.create_time) AS last_time
          FROM registry.provider_account a JOIN registry.provider p USING (provider_id)
        WINDOW numbered AS (PARTITION BY a.provider_id ORDER BY a.version)) x
 WHERE version <> last_version + 1 OR record_time < last_time
 ORDER BY 1;
