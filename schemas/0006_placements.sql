-- 0006 placements: who waits for what, and who holds which place.
--
-- A placement's facts are versions, appended: what was known at any time can be read back.
-- Occupancy is the same as it stands now, in the one form that constraints can guard; it follows the
-- versions in the same transaction. Keys begin with the provider: large, and distributed by it.
-- Safe with the previous release running: only new objects are made.
SET lock_timeout = '2s';
CALL core.create_service_schema('placements');

CREATE TABLE placements.application (
    application_id text        NOT NULL CONSTRAINT application_application_id_pk PRIMARY KEY,
    person_id      text        NOT NULL,
    service        text        NOT NULL,
    territory      text        NOT NULL
                               CONSTRAINT application_territory_ck CHECK (territory ~ '^[0-9]{9}$'),
    apply_date     date        NOT NULL,
    state          text        NOT NULL
                               CONSTRAINT application_state_ck CHECK (state IN ('WAITING', 'PLACED')),
    placement_id   text,
    place_time     timestamptz,
    create_time    timestamptz NOT NULL,
    CONSTRAINT application_place_time_ck CHECK ((state = 'PLACED') = (placement_id IS NOT NULL)
                                            AND (state = 'PLACED') = (place_time IS NOT NULL))
);
-- A person stands in a queue once.
CREATE UNIQUE INDEX application_waiting_uq
    ON placements.application (person_id, service) WHERE state = 'WAITING';
CREATE INDEX application_queue_ix
    ON placements.application (service, apply_date, application_id) WHERE state = 'WAITING';
CREATE INDEX application_apply_date_ix ON placements.application (apply_date, application_id);

CREATE TABLE placements.placement (
    provider_id  text        NOT NULL,
    placement_id text        NOT NULL,
    person_id    text        NOT NULL,
    place_id     text        NOT NULL,
    start_date   date        NOT NULL,
    create_time  timestamptz NOT NULL,
    CONSTRAINT placement_pk PRIMARY KEY (provider_id, placement_id)
);
CREATE INDEX placement_placement_id_ix ON placements.placement (placement_id);
CREATE INDEX placement_person_id_ix ON placements.placement (person_id);
CREATE INDEX placement_place_id_ix ON placements.placement (place_id);
CREATE INDEX placement_start_date_ix ON placements.placement (start_date, placement_id);

-- While active, a placement lasts as long as its place at most: that day is its end_date.
CREATE TABLE placements.placement_version (
    provider_id  text        NOT NULL,
    placement_id text        NOT NULL,
    version      integer     NOT NULL CONSTRAINT placement_version_version_ck CHECK (version > 0),
    end_date     date        NOT NULL,
    state        text        NOT NULL
                             CONSTRAINT placement_version_state_ck CHECK (state IN ('ACTIVE', 'ENDED')),
    record_time  timestamptz NOT NULL,
    CONSTRAINT placement_version_pk PRIMARY KEY (provider_id, placement_id, version),
    CONSTRAINT placement_version_placement_id_fk FOREIGN KEY (provider_id, placement_id)
        REFERENCES placements.placement
);

CREATE TABLE placements.occupancy (
    provider_id  text NOT NULL,
    placement_id text NOT NULL,
    person_id    text NOT NULL,
    place_id     text NOT NULL,
    start_date   date NOT NULL,
    end_date     date NOT NULL,
    CONSTRAINT occupancy_pk PRIMARY KEY (provider_id, placement_id),
    CONSTRAINT occupancy_placement_id_fk FOREIGN KEY (provider_id, placement_id)
        REFERENCES placements.placement,
    CONSTRAINT occupancy_end_date_ck CHECK (start_date < end_date),
    CONSTRAINT occupancy_period_ex EXCLUDE USING gist (provider_id WITH =, person_id WITH =,
        place_id WITH =, daterange(start_date, end_date) WITH &&)
);
CREATE INDEX occupancy_place_id_ix ON placements.occupancy (place_id, end_date);

-- One row a place: whoever admits into a place holds it, so that the last room is given once.
CREATE TABLE placements.place_lock (
    place_id     text NOT NULL CONSTRAINT place_lock_place_id_pk PRIMARY KEY
);

CALL core.scope_by_provider('placements.placement');
CALL core.scope_by_provider('placements.placement_version');
CALL core.scope_by_provider('placements.occupancy');
CALL core.make_append_only('placements.placement');
CALL core.make_append_only('placements.placement_version');
GRANT SELECT, INSERT ON placements.application, placements.placement, placements.placement_version,
    placements.occupancy, placements.place_lock TO tirek_placements;
GRANT UPDATE (state, placement_id, place_time) ON placements.application TO tirek_placements;
GRANT UPDATE (end_date) ON placements.occupancy TO tirek_placements;
GRANT UPDATE (place_id) ON placements.place_lock TO tirek_placements;

-- Every version; as known at T it is the one with the highest version where record_time <= T.
CREATE VIEW placements.published_placement_version AS
    SELECT p.placement_id, p.person_id, p.place_id, p.provider_id, p.start_date, v.end_date, v.state,
           v.version, p.create_time AS admission_time, v.record_time
      FROM placements.placement p
      JOIN placements.placement_version v USING (provider_id, placement_id);

-- The last version of each. Readers need no state: [start_date, end_date) are its days.
CREATE VIEW placements.published_placement AS
    SELECT placement_id, person_id, place_id, provider_id, start_date, end_date, state, version,
           admission_time, record_time
      FROM placements.published_placement_version v
     WHERE NOT EXISTS (SELECT FROM placements.placement_version next
                        WHERE next.provider_id = v.provider_id
                          AND next.placement_id = v.placement_id
                          AND next.version = v.version + 1);

GRANT SELECT ON placements.published_placement TO tirek_placements;
GRANT USAGE ON SCHEMA placements TO tirek_delivery, tirek_billing;
GRANT SELECT ON placements.published_placement, placements.published_placement_version
    TO tirek_delivery, tirek_billing;
