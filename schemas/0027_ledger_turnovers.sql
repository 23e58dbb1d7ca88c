-- 0027 ledger turnovers: what each account was debited and credited in each month, by effective
-- date.
--
-- Why: a balance as of a day added up all postings before it. It reads a row a month now, and the
-- postings of that one month: what is older makes it no slower.
-- Carried along by a trigger once a statement, so that it holds for every way to post. Rows of one
-- ledger are written under the lock of its head, as its accounts are.
-- Safe with the previous release running: it reads as before, and the trigger serves it, too.
SET lock_timeout = '2s';
SET LOCAL tirek.provider_scope = '*';

CREATE TABLE settlement.turnover (
    ledger_id     text    NOT NULL,
    account       text    NOT NULL,
    currency_code char(3) NOT NULL,
    month_start   date    NOT NULL,
    debit_minor   numeric NOT NULL,
    credit_minor  numeric NOT NULL,
    CONSTRAINT turnover_pk PRIMARY KEY (ledger_id, account, currency_code, month_start),
    CONSTRAINT turnover_month_start_ck CHECK (extract(day FROM month_start) = 1),
    CONSTRAINT turnover_sums_ck CHECK (debit_minor >= 0 AND credit_minor >= 0)
) WITH (fillfactor = 70);

-- No posting goes in between the sums and the trigger.
LOCK TABLE settlement.posting IN SHARE ROW EXCLUSIVE MODE;
INSERT INTO settlement.turnover
    SELECT ledger_id, account, currency_code, date_trunc('month', effective_date)::date,
           coalesce(sum(amount_minor) FILTER (WHERE amount_minor > 0), 0),
           coalesce(-sum(amount_minor) FILTER (WHERE amount_minor < 0), 0)
      FROM settlement.posting GROUP BY 1, 2, 3, 4;

CREATE FUNCTION settlement.add_turnovers() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO settlement.turnover AS t
        SELECT ledger_id, account, currency_code, date_trunc('month', effective_date)::date,
               coalesce(sum(amount_minor) FILTER (WHERE amount_minor > 0), 0),
               coalesce(-sum(amount_minor) FILTER (WHERE amount_minor < 0), 0)
          FROM inserted GROUP BY 1, 2, 3, 4
        ON CONFLICT ON CONSTRAINT turnover_pk DO UPDATE
           SET debit_minor = t.debit_minor + excluded.debit_minor,
               credit_minor = t.credit_minor + excluded.credit_minor;
    RETURN NULL;
END $$;
CREATE TRIGGER turnover AFTER INSERT ON settlement.posting
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION settlement.add_turnovers();
REVOKE EXECUTE ON FUNCTION settlement.add_turnovers() FROM PUBLIC;

CALL settlement.scope_by_ledger('settlement.turnover', 'ledger_id');
GRANT SELECT ON settlement.turnover TO tirek_settlement;

-- As before, but with the currency in the column's own type, before it meets row-level security,
-- and the day as a range: the account's index leads to the last posting. It read all of the account.
CREATE OR REPLACE FUNCTION settlement.day_sums(ledgers text[], accounts text[], currencies text[],
                                               days date[])
RETURNS TABLE (place bigint, day_minor bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT x.place, last.day_minor
      FROM unnest(ledgers, accounts, currencies::char(3)[], days) WITH ORDINALITY
           AS x (ledger_id, account, currency_code, day, place)
     CROSS JOIN LATERAL (
           SELECT p.day_minor FROM settlement.posting p
            WHERE p.account = x.account AND p.ledger_id = x.ledger_id
              AND p.currency_code = x.currency_code
              AND p.effective_date >= x.day AND p.effective_date <= x.day
            ORDER BY p.account DESC, p.ledger_id DESC, p.currency_code DESC, p.effective_date DESC,
                     p.sequence DESC, p.account_sequence DESC LIMIT 1) last
$$;
