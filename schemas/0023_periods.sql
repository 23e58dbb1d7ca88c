-- 0023 periods: a month closes softly before it closes, and is opened again by two persons.
--
-- Softly closed it takes adjustments alone: entries that say why they adjust. The reason is part of
-- the entry, and of its hash.
-- Why period_event: what was done to a month, by whom and why, is never changed; the row of the
-- month is what it comes to, and what postings and closes lock.
-- Why state_time: what posts into a month is recorded after the month came into its state, and
-- before the next one, whatever the clocks of callers say: so the trace can be checked.
-- Data: months that are closed get the event of their close.
-- The previous release cannot post after this migration; it reads as before.
SET lock_timeout = '2s';

ALTER TABLE settlement.period
    ADD COLUMN soft_close_time timestamptz,
    ADD COLUMN soft_closed_by text NOT NULL DEFAULT '',
    ADD COLUMN state_time timestamptz,
    DROP CONSTRAINT period_state_ck,
    ADD CONSTRAINT period_state_ck CHECK (state IN ('OPEN', 'SOFT_CLOSED', 'CLOSED')),
    ADD CONSTRAINT period_soft_close_time_ck CHECK (state <> 'OPEN' OR soft_close_time IS NULL),
    ADD CONSTRAINT period_soft_closed_by_ck
        CHECK ((soft_close_time IS NOT NULL) = (soft_closed_by <> ''));
UPDATE settlement.period
   SET soft_close_time = close_time, soft_closed_by = closed_by, state_time = close_time
 WHERE state = 'CLOSED';
GRANT UPDATE (soft_close_time, soft_closed_by, state_time) ON settlement.period TO tirek_settlement;

CREATE TABLE settlement.period_event (
    month            text        NOT NULL CONSTRAINT period_event_month_fk
                                 REFERENCES settlement.period,
    number           integer     NOT NULL CONSTRAINT period_event_number_ck CHECK (number > 0),
    kind             text        NOT NULL CONSTRAINT period_event_kind_ck CHECK (kind IN
                                 ('SOFT_CLOSE', 'CLOSE', 'REOPENING_REQUEST', 'REOPENING',
                                  'REOPENING_REFUSAL')),
    state            text        NOT NULL CONSTRAINT period_event_state_ck
                                 CHECK (state IN ('OPEN', 'SOFT_CLOSED', 'CLOSED')),
    principal        text        NOT NULL CONSTRAINT period_event_principal_ck CHECK (principal <> ''),
    requested_by     text        NOT NULL DEFAULT '',
    reason           text        NOT NULL DEFAULT '',
    breaks           integer     NOT NULL DEFAULT 0,
    event_time       timestamptz NOT NULL,
    CONSTRAINT period_event_pk PRIMARY KEY (month, number),
    CONSTRAINT period_event_reason_ck CHECK ((kind IN ('SOFT_CLOSE', 'CLOSE')) = (reason = '')),
    CONSTRAINT period_event_requested_by_ck
        CHECK ((kind IN ('REOPENING', 'REOPENING_REFUSAL')) = (requested_by <> '')),
    CONSTRAINT period_event_two_persons_ck CHECK (kind <> 'REOPENING' OR principal <> requested_by),
    CONSTRAINT period_event_step_ck CHECK (CASE kind
        WHEN 'SOFT_CLOSE' THEN state = 'SOFT_CLOSED'
        WHEN 'CLOSE' THEN state = 'CLOSED'
        WHEN 'REOPENING' THEN state <> 'CLOSED'
        ELSE state <> 'OPEN' END)
);
INSERT INTO settlement.period_event (month, number, kind, state, principal, breaks, event_time)
    SELECT month, 1, 'CLOSE', 'CLOSED', closed_by, breaks, close_time
      FROM settlement.period WHERE state = 'CLOSED';
CALL settlement.scope_by_ledger('settlement.period_event', $$'PAYER'$$);
CALL core.make_append_only('settlement.period_event');
GRANT SELECT, INSERT ON settlement.period_event TO tirek_settlement;

ALTER TABLE settlement.entry
    ADD COLUMN adjustment_reason text,
    ADD CONSTRAINT entry_adjustment_reason_ck CHECK (adjustment_reason IS NULL
        OR (adjustment_reason <> '' AND source_type IN ('MANUAL', 'REVERSAL')));

-- Where postings and a close meet: holds the rows of `months` FOR SHARE until the transaction ends,
-- and tells the state of each and since when it is in it. A close takes its row FOR UPDATE, so that
-- nothing slips past it. A function of the owner, because such a lock needs the right to update.
-- Why month_gate besides: who asks FOR SHARE passes by who waits FOR UPDATE, so that a close would
-- wait for as long as somebody posts; at the gate they queue in the order in which they came.
DROP FUNCTION settlement.hold_periods(text[]), settlement.hold_months(text[]);
CREATE FUNCTION settlement.month_gate(month text) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT hashtextextended('settlement.period ' || month, 0)
$$;
CREATE FUNCTION settlement.hold_months(months text[])
RETURNS TABLE (month text, state text, state_micros bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(settlement.month_gate(x.wanted))
       FROM (SELECT DISTINCT wanted FROM unnest(months) AS y (wanted) ORDER BY wanted) x;
    INSERT INTO settlement.period (month, state)
        SELECT DISTINCT wanted, 'OPEN' FROM unnest(months) AS x (wanted) ORDER BY wanted
        ON CONFLICT ON CONSTRAINT period_month_pk DO NOTHING;
    -- Apart from the question below, which must be asked of the rows as they are once locked.
    PERFORM FROM settlement.period p WHERE p.month = ANY(months) ORDER BY p.month FOR SHARE;
    RETURN QUERY SELECT p.month, p.state,
                        coalesce((extract(epoch FROM p.state_time) * 1000000)::bigint, 0)
                   FROM settlement.period p WHERE p.month = ANY(months);
END $$;
REVOKE EXECUTE ON FUNCTION settlement.hold_months(text[]), settlement.month_gate(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION settlement.hold_months(text[]) TO tirek_settlement, tirek_billing;
GRANT EXECUTE ON FUNCTION settlement.month_gate(text) TO tirek_settlement;
