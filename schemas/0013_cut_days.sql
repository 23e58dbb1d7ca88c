-- 0013: the person-days that a ceiling cuts from a claim, each with its money.
-- Safe with the previous release running: only a new object is made.
SET lock_timeout = '2s';

CREATE TABLE billing.cut_day (
    provider_id      text        NOT NULL,
    claim_id         text        NOT NULL,
    -- In the order in which days would have been accepted.
    position         integer     NOT NULL CONSTRAINT cut_day_position_ck CHECK (position > 0),
    line_id          text        NOT NULL,
    service_date     date        NOT NULL,
    quantity         numeric     NOT NULL CONSTRAINT cut_day_quantity_ck CHECK (quantity > 0),
    claimed_minor    bigint      NOT NULL,
    unfunded_minor   bigint      NOT NULL
                                 CONSTRAINT cut_day_unfunded_minor_ck CHECK (unfunded_minor > 0),
    reason           text        NOT NULL,
    CONSTRAINT cut_day_pk PRIMARY KEY (provider_id, claim_id, position),
    CONSTRAINT cut_day_claim_id_fk FOREIGN KEY (provider_id, claim_id)
        REFERENCES billing.claim (provider_id, claim_id),
    CONSTRAINT cut_day_line_id_fk FOREIGN KEY (line_id, provider_id)
        REFERENCES billing.capitation_line (line_id, provider_id),
    CONSTRAINT cut_day_claimed_minor_ck CHECK (claimed_minor >= unfunded_minor)
);
CALL core.scope_by_provider('billing.cut_day');
CALL core.make_append_only('billing.cut_day');
GRANT SELECT, INSERT ON billing.cut_day TO tirek_billing;
