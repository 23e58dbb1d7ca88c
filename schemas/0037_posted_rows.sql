-- 0037 posted rows: the types of the rows in which a batch of postings comes to the database.
--
-- As one array of rows, not one array a column: of a batch of ten the database needed more time to
-- begin eighteen scans than to write what they held. Types of their own, because a row that is
-- written as text names no columns: those of a table would not fit any more once it has one more.
-- Safe with the previous release running: nothing of it uses them.
SET lock_timeout = '2s';

-- A row of settlement.ledger_entry; one element a posting in each array. Whoever knows only the id
-- of the entry that is taken back gives reverses_id.
CREATE TYPE settlement.posted_entry AS (
    ledger_number     integer,
    sequence          bigint,
    effective_date    date,
    record_micros     bigint,
    late              boolean,
    source_type       settlement.source_type,
    source_id         text,
    description       text,
    currency_code     text,
    hash              bytea,
    reverses_sequence bigint,
    reverses_id       text,
    adjustment_reason text,
    account           settlement.account_kind[],
    amount_minor      bigint[],
    balance_minor     bigint[],
    contract_id       text[],
    funding_source    text[],
    budget_code       text[]
);

-- A row of settlement.ledger as it is to be, and what it is known by until then: version, its xmin,
-- and stored_hash. The columns from month_start on are absent where they stay as they are.
CREATE TYPE settlement.posted_ledger AS (
    ledger_number         integer,
    version               xid,
    stored_hash           bytea,
    sequence              bigint,
    hash                  bytea,
    record_micros         bigint,
    balance_minor         bigint[],
    debited_minor         numeric[],
    month_start           date,
    account               settlement.account_kind[],
    currency_code         text[],
    least_minor           bigint[],
    most_minor            bigint[],
    reserved_debit_minor  bigint[],
    reserved_credit_minor bigint[],
    opened_minor          numeric[]
);
