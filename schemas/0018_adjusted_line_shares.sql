-- 0018: who pays an adjusted line, as capitation_line has it, so that it is explained like one.
-- Safe with the previous release running: columns have defaults.
SET lock_timeout = '2s';

ALTER TABLE billing.adjusted_line
    ADD COLUMN overlap_placement_id text NOT NULL DEFAULT '',
    ADD COLUMN person_minor    bigint  NOT NULL DEFAULT 0
                               CONSTRAINT adjusted_line_person_minor_ck CHECK (person_minor >= 0),
    ADD COLUMN pension_minor   bigint  NOT NULL DEFAULT 0
                               CONSTRAINT adjusted_line_pension_minor_ck CHECK (pension_minor >= 0),
    ADD COLUMN withheld_minor  bigint  NOT NULL DEFAULT 0
                               CONSTRAINT adjusted_line_withheld_minor_ck CHECK (withheld_minor >= 0),
    ADD COLUMN funding         text    NOT NULL DEFAULT '';
CREATE INDEX adjusted_line_adjustment_line_id_ix
    ON billing.adjusted_line (provider_id, adjustment_line_id);
