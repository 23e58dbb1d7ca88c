-- 0016: attendance by day. A month is read for all providers at once, by runs and by whoever
-- computes it again; without this each reading passed over the register of all years.
-- Safe with the previous release running: only an index is made; who records waits until it is.
SET lock_timeout = '2s';

CREATE INDEX attendance_service_date_ix ON delivery.attendance (service_date);
