-- The whole life of a delivery: re-arming, standing rules, a place to go instead, more than one window at a time.

-- A delivery that is re-armed gets a new grant, so it may have had several; at most one of them lives. SQLite cannot drop a UNIQUE of a
-- column, so the table is made anew; the rows that refer to it find theirs again before the commit.
PRAGMA defer_foreign_keys = ON;
CREATE TABLE access_grant_before AS SELECT * FROM access_grant;
DROP TABLE access_grant;
CREATE TABLE access_grant (
    id TEXT PRIMARY KEY,
    access_point_id TEXT NOT NULL REFERENCES access_point (id),
    delivery_id TEXT NOT NULL,
    -- Null for a delivery made by hand.
    carrier_id TEXT,
    driver_id TEXT,
    not_before INTEGER NOT NULL,
    not_after INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('ready', 'in_use', 'spent', 'revoked', 'expired')),
    -- Raised by another driver, a re-arm, ten misses: a new code each time. It goes on from grant to grant of a delivery, so the newest
    -- grant has the highest.
    generation INTEGER NOT NULL,
    misses INTEGER NOT NULL DEFAULT 0,
    place_waived INTEGER NOT NULL DEFAULT 0,
    -- SHA-256 of the driver link's token.
    link_hash BLOB UNIQUE,
    -- The way in that won, once it is in use: this keypad, this driver session, this carrier key.
    way_in TEXT,
    opening_id TEXT,
    created_at INTEGER NOT NULL,
    CHECK (not_before < not_after),
    UNIQUE (delivery_id, generation)
);
INSERT INTO access_grant (id, access_point_id, delivery_id, carrier_id, driver_id, not_before, not_after, state, generation, misses,
                          place_waived, link_hash, way_in, opening_id, created_at)
SELECT id, access_point_id, delivery_id, carrier_id, driver_id, not_before, not_after, state, generation, misses,
       place_waived, link_hash, way_in, opening_id, created_at
FROM access_grant_before;
DROP TABLE access_grant_before;
CREATE INDEX access_grant_live ON access_grant (access_point_id, not_after) WHERE state IN ('ready', 'in_use');
CREATE UNIQUE INDEX access_grant_one_live ON access_grant (delivery_id) WHERE state IN ('ready', 'in_use');

-- Approves by itself what a carrier asks for within these hours of these days.
CREATE TABLE standing_rule (
    id TEXT PRIMARY KEY,
    access_point_id TEXT NOT NULL REFERENCES access_point (id),
    carrier_id TEXT NOT NULL REFERENCES carrier (id),
    -- The days on which its hours begin: Monday is 1, Tuesday 2, Wednesday 4, … Sunday 64.
    weekdays INTEGER NOT NULL CHECK (weekdays BETWEEN 1 AND 127),
    -- Minutes after midnight on the clock of the place. An end that is not after the start is on the next day.
    from_minute INTEGER NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
    to_minute INTEGER NOT NULL CHECK (to_minute BETWEEN 0 AND 1439),
    -- IANA zone of the place when the rule was made.
    time_zone TEXT NOT NULL,
    -- The last day on which its hours begin, as 2027-01-31; null: no end.
    last_day TEXT,
    made_by TEXT NOT NULL REFERENCES account (id),
    made_at INTEGER NOT NULL,
    -- Set while it is switched off.
    off_since INTEGER
);
CREATE INDEX standing_rule_access_point ON standing_rule (access_point_id, carrier_id);

-- The rule that approved it; null when a member did.
ALTER TABLE delivery ADD COLUMN rule_id TEXT REFERENCES standing_rule (id);
-- It was denied for good, and whoever asks is told to go elsewhere.
ALTER TABLE delivery ADD COLUMN diverted_at INTEGER;
-- The delivery in whose place this one was asked for.
ALTER TABLE delivery ADD COLUMN instead_of TEXT REFERENCES delivery (id);
CREATE UNIQUE INDEX delivery_instead_of ON delivery (instead_of) WHERE instead_of IS NOT NULL;

-- Where a driver goes when this one cannot be opened: nowhere that we know of, back to the depot, to another access point.
ALTER TABLE access_point ADD COLUMN fallback TEXT NOT NULL DEFAULT 'none' CHECK (fallback IN ('none', 'depot', 'access_point'));
ALTER TABLE access_point ADD COLUMN fallback_access_point_id TEXT REFERENCES access_point (id);
-- Its owner allows more than one approved window at a time (S17).
ALTER TABLE access_point ADD COLUMN allows_overlap INTEGER NOT NULL DEFAULT 0 CHECK (allows_overlap IN (0, 1));
