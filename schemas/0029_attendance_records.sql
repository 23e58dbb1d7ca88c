-- 0029 attendance records: each version of a day as it was recorded, and which one it replaces.
--
-- Why beside published_attendance: that one joins every row to the one that replaces it, which cost
-- more than all else that a month's run reads. Few days are replaced: whoever reads a month asks
-- for those first, and passes them by.
-- Safe with the previous release running: only a view is made.
SET lock_timeout = '2s';

CREATE VIEW delivery.published_attendance_record AS
    SELECT provider_id, attendance_id, placement_id, service_date, absence_reason, quantity,
           record_time, replaces_id
      FROM delivery.attendance;
GRANT SELECT ON delivery.published_attendance_record TO tirek_billing;
