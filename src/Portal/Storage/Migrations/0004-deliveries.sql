-- Parcels from request to secured, and the people who carry them.

-- A person who works for a carrier, as the carrier named them.
CREATE TABLE driver (
    id TEXT PRIMARY KEY,
    carrier_id TEXT NOT NULL REFERENCES carrier (id),
    name TEXT NOT NULL,
    phone TEXT,
    photo_url TEXT,
    named_at INTEGER NOT NULL
);
CREATE INDEX driver_carrier ON driver (carrier_id);

CREATE TABLE delivery (
    id TEXT PRIMARY KEY,
    access_point_id TEXT NOT NULL REFERENCES access_point (id),
    -- Either a carrier asked for it, or a member made it by hand.
    carrier_id TEXT REFERENCES carrier (id),
    made_by TEXT REFERENCES account (id),
    state TEXT NOT NULL CHECK (state IN ('requested', 'approved', 'in_progress', 'completed', 'declined', 'withdrawn', 'lapsed', 'revoked',
                                         'missed', 'incident', 'resolved')),
    tracking_number TEXT NOT NULL,
    parcel_description TEXT,
    parcel_weight_grams INTEGER,
    parcel_length_mm INTEGER,
    parcel_width_mm INTEGER,
    parcel_height_mm INTEGER,
    parcel_photo_url TEXT,
    proposed_by TEXT NOT NULL CHECK (proposed_by IN ('carrier', 'owner')),
    -- The agreed window: its instants, and the zone of the place when it was agreed.
    window_start INTEGER,
    window_end INTEGER,
    window_zone TEXT,
    driver_id TEXT REFERENCES driver (id),
    reason TEXT,
    -- Completed by reports that came late.
    late INTEGER NOT NULL DEFAULT 0,
    -- Who approved, declined or revoked, so that whoever comes second is told (S17).
    answered_by TEXT REFERENCES account (id),
    answered_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CHECK ((carrier_id IS NULL) <> (made_by IS NULL)),
    CHECK ((window_start IS NULL) = (window_end IS NULL) AND (window_start IS NULL) = (window_zone IS NULL)),
    CHECK (window_start < window_end),
    CHECK (state IN ('requested', 'declined', 'withdrawn', 'lapsed') OR window_start IS NOT NULL),
    CHECK ((answered_by IS NULL) = (answered_at IS NULL))
);
CREATE INDEX delivery_access_point ON delivery (access_point_id, id);
CREATE INDEX delivery_current ON delivery (access_point_id) WHERE state IN ('requested', 'approved', 'in_progress', 'incident');
CREATE INDEX delivery_carrier ON delivery (carrier_id, id) WHERE carrier_id IS NOT NULL;
CREATE INDEX delivery_tracking_number ON delivery (tracking_number);

-- One to three, in the order in which they were proposed.
CREATE TABLE delivery_window (
    delivery_id TEXT NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
    place INTEGER NOT NULL CHECK (place BETWEEN 0 AND 2),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    PRIMARY KEY (delivery_id, place),
    CHECK (starts_at < ends_at)
) WITHOUT ROWID;
