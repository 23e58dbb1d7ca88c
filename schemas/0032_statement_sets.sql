-- 0032 statement sets: a bank statement of a million lines is stored as sets, and what its rows
-- belong to is looked up as sets, too.
--
-- Why no foreign keys here: they look up and lock one parent a row, which took as long as writing a
-- large statement. Lines, breaks, suspense and references come by the set, and their parents are
-- never deleted or renamed: statements and lines are append-only, orders are kept by grant. A
-- trigger a statement says the same of all rows of a set, under the name that the key had.
-- Safe with the previous release running.
SET lock_timeout = '2s';

ALTER TABLE settlement.statement_line
    DROP CONSTRAINT statement_line_statement_id_fk,
    DROP CONSTRAINT statement_line_payment_order_id_fk;
ALTER TABLE settlement.suspense DROP CONSTRAINT suspense_line_number_fk;
ALTER TABLE settlement.break DROP CONSTRAINT break_statement_id_fk;
ALTER TABLE settlement.line_reference DROP CONSTRAINT line_reference_line_number_fk;

-- Parents are found one by one along their keys (OFFSET 0 keeps it so): row-level security lets the
-- planner expect so few of them that it would read them all for each row.
CREATE FUNCTION settlement.check_statement_lines() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    missing text;
BEGIN
    SELECT i.statement_id INTO missing
      FROM (SELECT DISTINCT statement_id FROM inserted) i
      LEFT JOIN LATERAL (SELECT true AS found FROM settlement.bank_statement s
                          WHERE s.statement_id = i.statement_id OFFSET 0) parent ON true
     WHERE parent.found IS NULL LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'there is no statement %', missing USING
            ERRCODE = 'foreign_key_violation', CONSTRAINT = 'statement_line_statement_id_fk';
    END IF;
    SELECT i.payment_order_id INTO missing
      FROM inserted i
      LEFT JOIN LATERAL (SELECT true AS found FROM settlement.payment_order o
                          WHERE o.provider_id = i.provider_id
                            AND o.payment_order_id = i.payment_order_id OFFSET 0) parent ON true
     WHERE i.payment_order_id IS NOT NULL AND parent.found IS NULL LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'there is no payment order %', missing USING
            ERRCODE = 'foreign_key_violation', CONSTRAINT = 'statement_line_payment_order_id_fk';
    END IF;
    RETURN NULL;
END $$;

-- Of a table whose rows hang on a line; the trigger's argument is the name of the key.
CREATE FUNCTION settlement.check_line_parents() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    missing text;
BEGIN
    SELECT i.statement_id || '/' || i.line_number INTO missing
      FROM (SELECT DISTINCT statement_id, line_number FROM inserted) i
      LEFT JOIN LATERAL (SELECT true AS found FROM settlement.statement_line l
                          WHERE l.statement_id = i.statement_id
                            AND l.line_number = i.line_number OFFSET 0) parent ON true
     WHERE parent.found IS NULL LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'there is no line %', missing USING
            ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_ARGV[0];
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER parents AFTER INSERT ON settlement.statement_line
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT
    EXECUTE FUNCTION settlement.check_statement_lines();
CREATE TRIGGER parents AFTER INSERT ON settlement.suspense
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT
    EXECUTE FUNCTION settlement.check_line_parents('suspense_line_number_fk');
CREATE TRIGGER parents AFTER INSERT ON settlement.break
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT
    EXECUTE FUNCTION settlement.check_line_parents('break_statement_id_fk');
CREATE TRIGGER parents AFTER INSERT ON settlement.line_reference
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT
    EXECUTE FUNCTION settlement.check_line_parents('line_reference_line_number_fk');
