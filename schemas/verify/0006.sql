-- What guards places against what was recorded, and places against their capacity.
SET LOCAL tirek.provider_scope = '*';
WITH change AS (
    SELECT place_id, start_date AS day, 1 AS persons FROM placements.occupancy
    UNION ALL
    SELECT place_id, end_date, -1 FROM placements.occupancy
), level AS (
    SELECT place_id, day, sum(sum(persons)) OVER (PARTITION BY place_id ORDER BY day) AS persons
      FROM change GROUP BY place_id, day
)
SELECT 'placements: ' || placement_id || ' occupies its place otherwise than its last version says'
  FROM placements.published_placement p
  FULL JOIN placements.occupancy o USING (provider_id, placement_id)
 WHERE (p.person_id, p.place_id, p.start_date, p.end_date)
       IS DISTINCT FROM (o.person_id, o.place_id, o.start_date, o.end_date)
UNION ALL
SELECT 'placements: ' || l.place_id || ' holds ' || l.persons || ' persons from ' || l.day
       || ' on, its capacity is ' || r.capacity
  FROM level l JOIN registry.published_place r USING (place_id)
 WHERE l.persons > r.capacity
UNION ALL
SELECT 'placements: ' || p.placement_id || ' is outside the period of its place'
  FROM placements.published_placement p LEFT JOIN registry.published_place r USING (place_id)
 WHERE r.place_id IS NULL OR p.start_date < r.start_date OR p.end_date > r.end_date
UNION ALL
SELECT 'placements: ' || a.application_id || ' ended in a placement that is not the person''s'
  FROM placements.application a LEFT JOIN placements.placement p USING (placement_id, person_id)
 WHERE a.state = 'PLACED' AND p.placement_id IS NULL
 ORDER BY 1;
