-- 0007 delivery: the attendance register.
--
-- A line is never changed: a correction is a new line that names the one it replaces, so that what
-- was known at any time can be read back. Keys begin with the provider: large, and distributed by it.
-- Safe with the previous release running: only new objects are made.
SET lock_timeout = '2s';
CALL core.create_service_schema('delivery');

CREATE TABLE delivery.attendance (
    provider_id       text        NOT NULL,
    attendance_id     text        NOT NULL,
    placement_id      text        NOT NULL,
    person_id         text        NOT NULL,
    place_id          text        NOT NULL,
    service_date      date        NOT NULL,
    mark              text        NOT NULL
                                  CONSTRAINT attendance_mark_ck CHECK (mark IN ('PRESENT', 'ABSENT')),
    absence_reason    text        NOT NULL CONSTRAINT attendance_absence_reason_ck CHECK
                                  (absence_reason IN ('', 'HOSPITAL', 'EXCUSED', 'UNEXCUSED', 'VACATION')),
    quantity          numeric(4, 2) NOT NULL
                                  CONSTRAINT attendance_quantity_ck CHECK (quantity > 0 AND quantity <= 24),
    replaces_id       text,
    correction_reason text        NOT NULL,
    record_time       timestamptz NOT NULL,
    CONSTRAINT attendance_pk PRIMARY KEY (provider_id, attendance_id),
    CONSTRAINT attendance_replaces_id_fk FOREIGN KEY (provider_id, replaces_id)
        REFERENCES delivery.attendance (provider_id, attendance_id),
    CONSTRAINT attendance_replaces_id_uq UNIQUE (provider_id, replaces_id),
    CONSTRAINT attendance_reason_ck CHECK ((mark = 'ABSENT') = (absence_reason <> ''))
);
-- A day of a placement is recorded once; what follows are corrections.
CREATE UNIQUE INDEX attendance_service_date_uq
    ON delivery.attendance (provider_id, placement_id, service_date) WHERE replaces_id IS NULL;
CREATE INDEX attendance_list_ix ON delivery.attendance (provider_id, service_date, attendance_id);

CALL core.scope_by_provider('delivery.attendance');
CALL core.make_append_only('delivery.attendance');
GRANT SELECT, INSERT ON delivery.attendance TO tirek_delivery;

-- Every version with the time at which the next one took its place; in force now where that is
-- NULL, in force as known at T where record_time <= T and (replace_time IS NULL OR replace_time > T).
CREATE VIEW delivery.published_attendance AS
    SELECT a.provider_id, a.attendance_id, a.placement_id, a.person_id, a.place_id, a.service_date,
           a.mark, a.absence_reason, a.quantity, a.record_time, next.record_time AS replace_time
      FROM delivery.attendance a
      LEFT JOIN delivery.attendance next
             ON next.provider_id = a.provider_id AND next.replaces_id = a.attendance_id;

GRANT USAGE ON SCHEMA delivery TO tirek_billing, tirek_settlement;
GRANT SELECT ON delivery.published_attendance TO tirek_billing, tirek_settlement;
