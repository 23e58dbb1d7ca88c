-- Roles, made by whoever may make roles; run before the migrations, again and again.
--
-- tirek_owner owns every object; each service acts in a role of its own that owns nothing, so that
-- row-level security and grants hold for it. The connecting user becomes a member of all.
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['tirek_owner', 'tirek_access', 'tirek_registry',
        'tirek_contracts', 'tirek_eligibility', 'tirek_placements', 'tirek_delivery',
        'tirek_billing', 'tirek_settlement']
    LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
        END IF;
        IF NOT pg_has_role(current_user, wanted, 'MEMBER') THEN
            EXECUTE format('GRANT %I TO CURRENT_USER', wanted);
        END IF;
    END LOOP;
    EXECUTE format('GRANT CREATE, TEMPORARY ON DATABASE %I TO tirek_owner', current_database());
END $$;
