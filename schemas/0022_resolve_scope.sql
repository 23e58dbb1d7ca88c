-- 0022: a provider learns the person ids of those who have a placement with it, and of nobody else.
-- Safe with the previous release running: only grants are added.
SET lock_timeout = '2s';

GRANT USAGE ON SCHEMA placements TO tirek_eligibility;
GRANT SELECT ON placements.published_placement_version TO tirek_eligibility;
