#include "tests/bench/capitation_sql.h"

namespace tirek::bench {

const char* const kCapitationTables = R"sql(
CREATE AGGREGATE product(numeric) (SFUNC = numeric_mul, STYPE = numeric);
-- The days of October from the first to before the second, as bits.
CREATE FUNCTION days(start_date date, end_date date) RETURNS integer LANGUAGE sql IMMUTABLE
RETURN greatest((1::bigint << least(greatest(end_date - date '2026-10-01', 0), 31))
              - (1::bigint << least(greatest(start_date - date '2026-10-01', 0), 31)), 0)::integer;
CREATE FUNCTION count_days(days integer) RETURNS integer LANGUAGE sql IMMUTABLE
RETURN bit_count(days::bit(32))::integer;
CREATE FUNCTION first_day(days integer) RETURNS date LANGUAGE sql IMMUTABLE
RETURN date '2026-10-01' + count_days((days & -days) - 1);

CREATE TABLE tariff (
    code text PRIMARY KEY, territory text NOT NULL, category text NOT NULL,
    rate numeric NOT NULL, start_date date NOT NULL, end_date date NOT NULL);
CREATE TABLE coefficient (
    code text PRIMARY KEY, value numeric NOT NULL, share numeric NOT NULL,
    category text NOT NULL, start_date date NOT NULL, end_date date NOT NULL);
CREATE TABLE absence_rule (
    reason text PRIMARY KEY, paid_share numeric NOT NULL, most_days integer);
CREATE TABLE contract (
    contract_id text PRIMARY KEY, provider_id text NOT NULL, start_date date NOT NULL,
    end_date date NOT NULL);
CREATE TABLE place (
    place_id text PRIMARY KEY, territory text NOT NULL, capacity integer NOT NULL,
    licence_start date NOT NULL, licence_end date NOT NULL);
CREATE TABLE placement_month (
    provider_id text NOT NULL, placement_id text NOT NULL, person_id text NOT NULL,
    contract_id text NOT NULL, place_id text NOT NULL, category text NOT NULL,
    start_date date NOT NULL, end_date date NOT NULL, present integer NOT NULL,
    hospital integer NOT NULL, vacation integer NOT NULL,
    PRIMARY KEY (provider_id, placement_id));
CREATE TABLE line (
    provider_id text NOT NULL, placement_id text NOT NULL, start_date date NOT NULL,
    days integer NOT NULL, tariff_code text NOT NULL, absence text NOT NULL, reason text NOT NULL,
    winner_id text NOT NULL, amount_minor bigint NOT NULL, denied_minor bigint NOT NULL,
    trace bytea,
    PRIMARY KEY (provider_id, placement_id, start_date));
CREATE TABLE copied_line (LIKE line INCLUDING ALL);
CREATE TABLE sql_line (LIKE line INCLUDING ALL);
)sql";

const char* const kCapitationInSql = R"sql(
INSERT INTO sql_line
WITH priced AS MATERIALIZED (
    SELECT t.code, t.territory, t.category, days(t.start_date, t.end_date) AS days,
           t.rate * product(1 + k.share * (k.value - 1)) AS rate
      FROM tariff t
      JOIN coefficient k ON k.category IN ('', t.category)
       AND k.start_date <= date '2026-10-01' AND k.end_date > date '2026-10-31'
     WHERE days(t.start_date, t.end_date) <> 0
     GROUP BY t.code
), stretched AS (
    SELECT p.provider_id, p.placement_id, p.person_id, p.place_id, p.category, p.start_date,
           l.territory, l.capacity, p.present, p.hospital, p.vacation,
           days(p.start_date, p.end_date) AS placed, days(p.end_date, p.end_date + 1) AS discharge,
           days(c.start_date, c.end_date) AS contracted,
           days(l.licence_start, l.licence_end) AS licensed
      FROM placement_month p JOIN contract c USING (contract_id) JOIN place l USING (place_id)
), judged AS MATERIALIZED (
    SELECT s.provider_id, s.placement_id, s.person_id, s.place_id, s.category, s.start_date,
           s.territory, s.capacity, s.present, s.hospital, s.vacation, s.placed, s.discharge,
           s.contracted, s.licensed, s.placed & s.contracted & s.licensed AS valid,
           CASE WHEN count_days(s.hospital & s.placed & s.contracted & s.licensed) <= rule.most_days
                THEN s.hospital & s.placed & s.contracted & s.licensed
                ELSE (SELECT bit_or(1 << day) FROM (
                        SELECT day FROM generate_series(0, 30) day
                         WHERE (s.hospital & s.placed & s.contracted & s.licensed) >> day & 1 = 1
                         ORDER BY day LIMIT rule.most_days) first_days)
           END AS hospital_paid
      FROM stretched s CROSS JOIN (
           SELECT most_days FROM absence_rule WHERE reason = 'HOSPITAL') rule
), moving AS (
    SELECT j.placement_id, j.person_id, j.start_date,
           (j.valid & j.present) | j.hospital_paid AS days
      FROM judged j
     WHERE j.person_id IN (SELECT person_id FROM placement_month
                            GROUP BY person_id HAVING count(*) > 1)
), overlap AS MATERIALIZED (
    SELECT later.placement_id, earlier.placement_id AS winner_id, later.days & earlier.days AS days
      FROM moving later JOIN moving earlier USING (person_id)
     WHERE (earlier.start_date, earlier.placement_id) < (later.start_date, later.placement_id)
       AND later.days & earlier.days <> 0
), crowding AS MATERIALIZED (
    SELECT placement_id, bit_or(1 << day) AS days FROM (
        SELECT j.placement_id, day, j.capacity,
               row_number() OVER (PARTITION BY j.place_id, day
                                  ORDER BY j.start_date, j.placement_id) AS position
          FROM judged j LEFT JOIN overlap o USING (placement_id), generate_series(0, 30) day
         WHERE j.place_id IN (SELECT place_id FROM judged
                               GROUP BY place_id, capacity HAVING count(*) > capacity)
           AND (j.valid & j.present & ~coalesce(o.days, 0)) >> day & 1 = 1) in_turn
     WHERE position > capacity GROUP BY placement_id
), verdict AS (
    SELECT j.provider_id, j.placement_id, j.category, j.territory, j.present, j.hospital,
           j.vacation, j.placed, j.discharge, j.contracted, j.licensed, j.valid, j.hospital_paid,
           coalesce(o.days, 0) AS overlapped, coalesce(o.winner_id, '') AS winner_id,
           coalesce(c.days, 0) AS crowded
      FROM judged j LEFT JOIN overlap o USING (placement_id)
      LEFT JOIN crowding c USING (placement_id)
), stretch AS (
    SELECT v.provider_id, v.placement_id, v.territory, v.category, s.absence, s.reason, s.days,
           CASE WHEN s.reason LIKE 'OVERLAP%' THEN v.winner_id ELSE '' END AS winner_id
      FROM verdict v CROSS JOIN LATERAL (VALUES
           ('', '', v.valid & v.present & ~v.overlapped & ~v.crowded),
           ('', 'OVERLAP_OTHER_PROVIDER', v.valid & v.present & v.overlapped),
           ('', 'OVER_CAPACITY', v.valid & v.present & v.crowded),
           ('HOSPITAL', '', v.hospital_paid),
           ('HOSPITAL', 'ABSENCE_LIMIT', v.hospital & v.valid & ~v.hospital_paid),
           ('VACATION', 'UNPAID_ABSENCE', v.vacation & v.valid),
           ('', 'OUTSIDE_PLACEMENT', v.present & ~v.placed & ~v.discharge),
           ('', 'DISCHARGE_DAY', v.present & v.discharge),
           ('', 'OUTSIDE_CONTRACT', v.present & v.placed & ~v.contracted),
           ('', 'NO_LICENCE', v.present & v.placed & v.contracted & ~v.licensed),
           ('HOSPITAL', 'OUTSIDE_CONTRACT', v.hospital & ~v.contracted),
           ('HOSPITAL', 'NO_LICENCE', v.hospital & v.contracted & ~v.licensed),
           ('VACATION', 'OUTSIDE_CONTRACT', v.vacation & ~v.contracted),
           ('VACATION', 'NO_LICENCE', v.vacation & v.contracted & ~v.licensed)
           ) s (absence, reason, days)
     WHERE s.days <> 0
), summed AS (
    SELECT s.provider_id, s.placement_id, s.absence, s.reason, s.winner_id, t.code,
           s.days & t.days AS part,
           (100 * round(count_days(s.days & t.days) * t.rate
                        * CASE WHEN r.paid_share > 0 THEN r.paid_share ELSE 1 END, 2))::bigint
               AS minor
      FROM stretch s
      JOIN priced t ON t.territory = s.territory AND t.category = s.category
       AND s.days & t.days <> 0
      LEFT JOIN absence_rule r ON r.reason = s.absence
)
SELECT provider_id, placement_id, first_day(part), part, code, absence, reason, winner_id,
       CASE WHEN reason = '' THEN minor ELSE 0 END, CASE WHEN reason = '' THEN 0 ELSE minor END,
       NULL
  FROM summed
)sql";

}  // namespace tirek::bench
