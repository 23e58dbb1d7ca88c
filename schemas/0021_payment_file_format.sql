-- 0021: which format a payment file went to the bank in.
-- Safe with the previous release running: it writes the format that is the default.
SET lock_timeout = '2s';

ALTER TABLE settlement.payment_file
    ADD COLUMN format text NOT NULL DEFAULT 'PAIN_001_V09'
        CONSTRAINT payment_file_format_ck CHECK (format IN
            ('PAIN_001_V09', 'PAIN_001_V03', 'ONE_C', 'ONE_C_WINDOWS_1251'));
