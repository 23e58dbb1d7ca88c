-- 0036 ledger turnover: a list of accounts reads the newest month as one sum, when all is known.
--
-- Until now the entries of the newest month were read one by one even where nothing of it was left
-- out; a page of accounts over many ledgers took as long as they had entries.
-- Safe with the previous release running: the function answers the same figures.
SET lock_timeout = '2s';

-- What the accounts of the ledger were debited and credited before a day, of entries up to a number:
-- the sums of whole months, less what came to these after the number, and the entries of one month.
-- The newest month is whole too when every entry is known.
CREATE OR REPLACE FUNCTION settlement.turnover_before(ledger integer, day date, up_to bigint)
RETURNS TABLE (account text, currency_code text, debit_minor numeric, credit_minor numeric)
LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
DECLARE
    whole_until date := date_trunc('month', day)::date;
    newest date;
    all_known boolean := up_to >= (SELECT l.sequence FROM settlement.ledger l
                                    WHERE l.ledger_number = ledger);
BEGIN
    SELECT m.month_start INTO newest FROM settlement.ledger_month m
     WHERE m.ledger_number = ledger AND m.first_sequence <= up_to
     ORDER BY m.month_start DESC LIMIT 1;
    IF newest IS NULL THEN
        RETURN;
    END IF;
    IF NOT all_known THEN
        whole_until := least(whole_until, newest);
    END IF;
    RETURN QUERY
        SELECT x.account::text, x.currency_code::text, sum(x.debit), sum(x.credit)
          FROM (SELECT t.account, t.currency_code, t.debit_minor AS debit,
                       t.credit_minor AS credit
                  FROM settlement.month_turnover t
                 WHERE t.ledger_number = ledger AND t.month_start < whole_until
                UNION ALL
                SELECT a.account, a.currency_code, a.debited_minor,
                       a.debited_minor - a.balance_minor + a.opened_minor
                  FROM settlement.ledger l
                 CROSS JOIN LATERAL unnest(l.account, l.currency_code, l.opened_minor,
                       l.balance_minor, l.debited_minor)
                       AS a (account, currency_code, opened_minor, balance_minor, debited_minor)
                 WHERE l.ledger_number = ledger AND l.month_start < whole_until
                UNION ALL
                SELECT p.account, e.currency_code, -greatest(p.minor, 0), least(p.minor, 0)
                  FROM settlement.ledger_entry e
                 CROSS JOIN LATERAL unnest(e.account, e.amount_minor) AS p (account, minor)
                 WHERE NOT all_known AND e.ledger_number = ledger AND e.late
                   AND e.effective_date < whole_until AND e.sequence > up_to
                UNION ALL
                SELECT p.account, e.currency_code, greatest(p.minor, 0), -least(p.minor, 0)
                  FROM settlement.entries_between(ledger, whole_until, day, 0, up_to, NULL) n
                 CROSS JOIN LATERAL (
                       SELECT y.currency_code, y.account, y.amount_minor
                         FROM settlement.ledger_entry y
                        WHERE y.ledger_number = ledger AND y.sequence = n.number OFFSET 0) e
                 CROSS JOIN LATERAL unnest(e.account, e.amount_minor) AS p (account, minor)) x
         GROUP BY x.account, x.currency_code HAVING sum(x.debit) <> 0 OR sum(x.credit) <> 0;
END $$;
