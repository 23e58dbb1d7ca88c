-- Persons whose ИИН says another birth date or sex than is recorded; named by their id alone.
SELECT 'eligibility: the ИИН of ' || person_id || ' disagrees with the birth date or sex recorded'
  FROM eligibility.person
 WHERE iin IS NOT NULL
   AND (substr(iin, 1, 6) <> to_char(birth_date, 'YYMMDD')
        OR (substr(iin, 7, 1)::integer % 2 = 1) <> (sex = 'MALE'))
 ORDER BY person_id;
