-- 0011: what the services keep for a full order. Of a line, beside its amount: who pays the price,
-- the days by their quantities, the admission that decides whose days a ceiling cuts.
-- Safe with the previous release running: columns have defaults.
SET lock_timeout = '2s';

ALTER TABLE billing.capitation_line
    -- Of the lines that begin on one day: a row that a cap divides is in two of them.
    ADD COLUMN part            integer NOT NULL DEFAULT 0
                               CONSTRAINT capitation_line_part_ck CHECK (part >= 0),
    -- Of each date; empty where all dates are alike.
    ADD COLUMN quantities      numeric[] NOT NULL DEFAULT '{}',
    ADD COLUMN admission_date  date,
    ADD COLUMN admission_key   text    NOT NULL DEFAULT '',
    ADD COLUMN person_minor    bigint  NOT NULL DEFAULT 0
                               CONSTRAINT capitation_line_person_minor_ck CHECK (person_minor >= 0),
    ADD COLUMN pension_minor   bigint  NOT NULL DEFAULT 0
                               CONSTRAINT capitation_line_pension_minor_ck CHECK (pension_minor >= 0),
    ADD COLUMN withheld_minor  bigint  NOT NULL DEFAULT 0
                               CONSTRAINT capitation_line_withheld_minor_ck CHECK (withheld_minor >= 0),
    -- [["REGION", 100], …]: payer and minor units, in the order of the rule; empty for one payer.
    ADD COLUMN funding         text    NOT NULL DEFAULT '',
    DROP CONSTRAINT capitation_line_ground_ck,
    ADD CONSTRAINT capitation_line_ground_ck
        CHECK (ground IN ('ATTENDED', 'ABSENCE', 'RESERVED', 'NOTICE', 'ENROLLED')),
    DROP CONSTRAINT capitation_line_pk,
    ADD CONSTRAINT capitation_line_pk
        PRIMARY KEY (provider_id, run_id, placement_id, start_date, part);
ALTER TABLE billing.capitation_line
    ADD COLUMN price_minor bigint GENERATED ALWAYS AS
        (amount_minor + person_minor + pension_minor + withheld_minor) STORED,
    ADD CONSTRAINT capitation_line_denied_pays_nobody_ck
        CHECK (status <> 'DENIED' OR amount_minor + person_minor + pension_minor + withheld_minor = 0);

-- Days on which the place was kept free, or that a notice period covers, are recorded, too.
ALTER TABLE delivery.attendance
    DROP CONSTRAINT attendance_absence_reason_ck,
    ADD CONSTRAINT attendance_absence_reason_ck CHECK (absence_reason IN
        ('', 'HOSPITAL', 'EXCUSED', 'UNEXCUSED', 'VACATION', 'RESERVED_PLACE', 'NOTICE_PERIOD'));
