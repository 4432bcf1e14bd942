-- Access points, their devices and live state, grants, openings, commands, alerts and their timers.
-- household and account come with 0002-accounts.sql.

CREATE TABLE access_point (
    id TEXT PRIMARY KEY,
    household_id TEXT NOT NULL REFERENCES household (id),
    kind TEXT NOT NULL CHECK (kind IN ('trunk', 'door', 'garage')),
    name TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    handle TEXT NOT NULL UNIQUE,
    instructions TEXT NOT NULL,
    latitude REAL,
    longitude REAL,
    car_make TEXT,
    car_model TEXT,
    car_colour TEXT,
    car_plate TEXT,
    left_open_seconds INTEGER NOT NULL DEFAULT 120,
    not_relocked_seconds INTEGER NOT NULL DEFAULT 60,
    reach_metres INTEGER NOT NULL,
    zone_latitude REAL,
    zone_longitude REAL,
    zone_metres INTEGER,
    camera_required INTEGER NOT NULL DEFAULT 0,
    offline_mode TEXT NOT NULL DEFAULT 'none' CHECK (offline_mode IN ('none', 'synced', 'pin')),
    paused_by TEXT REFERENCES account (id),
    paused_at INTEGER,
    created_at INTEGER NOT NULL,
    CHECK ((kind = 'trunk') = (latitude IS NULL)),
    CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CHECK ((paused_by IS NULL) = (paused_at IS NULL))
);
CREATE INDEX access_point_household ON access_point (household_id);

CREATE TABLE device (
    id TEXT PRIMARY KEY,
    access_point_id TEXT NOT NULL REFERENCES access_point (id),
    state TEXT NOT NULL CHECK (state IN ('pending', 'active', 'quarantined', 'released')),
    profile TEXT NOT NULL,
    model TEXT NOT NULL,
    serial TEXT NOT NULL,
    firmware TEXT NOT NULL,
    capabilities TEXT NOT NULL,
    heartbeat_seconds INTEGER NOT NULL,
    key_x TEXT NOT NULL,
    key_y TEXT NOT NULL,
    key_thumbprint TEXT NOT NULL,
    check_number TEXT NOT NULL,
    epoch INTEGER NOT NULL DEFAULT 1,
    -- Sealed by data protection: a stolen database file is of little use (S36).
    sealed_grant_key BLOB,
    sealed_offline_secret BLOB,
    claimed_at INTEGER NOT NULL,
    paired_at INTEGER,
    paired_by TEXT REFERENCES account (id),
    released_at INTEGER
);
CREATE UNIQUE INDEX device_key ON device (key_thumbprint) WHERE state <> 'released';
CREATE INDEX device_access_point ON device (access_point_id) WHERE state <> 'released';

CREATE TABLE pairing (
    code_hash BLOB PRIMARY KEY CHECK (length(code_hash) = 32),
    access_point_id TEXT NOT NULL REFERENCES access_point (id),
    issued_by TEXT NOT NULL REFERENCES account (id),
    issued_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    -- Set by the first claim, which uses the code up whatever becomes of it.
    claimed_at INTEGER,
    device_id TEXT
);
CREATE INDEX pairing_access_point ON pairing (access_point_id, issued_at);

-- What is known of a device now. Facts come from signed events in the order of (epoch, seq); the rest from heartbeats.
CREATE TABLE device_state (
    device_id TEXT PRIMARY KEY REFERENCES device (id),
    lock TEXT NOT NULL DEFAULT 'unknown',
    lock_at INTEGER,
    lock_epoch INTEGER NOT NULL DEFAULT 0,
    lock_seq INTEGER NOT NULL DEFAULT 0,
    door TEXT NOT NULL DEFAULT 'unknown',
    door_at INTEGER,
    door_epoch INTEGER NOT NULL DEFAULT 0,
    door_seq INTEGER NOT NULL DEFAULT 0,
    tampered INTEGER NOT NULL DEFAULT 0,
    -- Each fact is believed until then; null: it is unknown (before the first word, after a restart, after silence).
    lock_until INTEGER,
    door_until INTEGER,
    -- The earlier of the two that are believed; null when none is.
    believed_until INTEGER,
    -- A heartbeat contradicted the last signed fact: unknown until the next signed report.
    lock_contradicted INTEGER NOT NULL DEFAULT 0,
    door_contradicted INTEGER NOT NULL DEFAULT 0,
    -- Whether the last word of the ledger says that the state is unknown.
    silent INTEGER NOT NULL DEFAULT 1,
    last_heard_at INTEGER,
    since INTEGER,
    -- Seconds between heartbeats, as last answered.
    interval_seconds INTEGER NOT NULL,
    battery_percent INTEGER,
    latitude REAL,
    longitude REAL,
    accuracy_metres REAL,
    position_at INTEGER,
    moving INTEGER NOT NULL DEFAULT 0,
    highest_seq INTEGER NOT NULL DEFAULT 0,
    contiguous_seq INTEGER NOT NULL DEFAULT 0,
    -- Ledger position of the last change.
    position INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX device_state_believed ON device_state (believed_until) WHERE believed_until IS NOT NULL;

-- Every number that a device has used, with what it said: a repeat is known, another content under the same number is S21.
CREATE TABLE device_event (
    device_id TEXT NOT NULL REFERENCES device (id),
    epoch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    position INTEGER,
    -- For kinds that bear state, what an opening's progress is judged by; null for all others.
    kind TEXT,
    at INTEGER,
    late INTEGER,
    command_id TEXT,
    source TEXT,
    PRIMARY KEY (device_id, epoch, seq)
) WITHOUT ROWID;

CREATE TABLE access_grant (
    id TEXT PRIMARY KEY,
    access_point_id TEXT NOT NULL REFERENCES access_point (id),
    delivery_id TEXT NOT NULL UNIQUE,
    -- Null for a delivery made by hand.
    carrier_id TEXT,
    driver_id TEXT,
    not_before INTEGER NOT NULL,
    not_after INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('ready', 'in_use', 'spent', 'revoked', 'expired')),
    -- Raised by another driver, a re-arm, ten misses: a new code each time.
    generation INTEGER NOT NULL,
    misses INTEGER NOT NULL DEFAULT 0,
    place_waived INTEGER NOT NULL DEFAULT 0,
    -- SHA-256 of the driver link's token.
    link_hash BLOB UNIQUE,
    -- The way in that won, once it is in use: this keypad, this driver session, this carrier key.
    way_in TEXT,
    opening_id TEXT,
    created_at INTEGER NOT NULL,
    CHECK (not_before < not_after)
);
CREATE INDEX access_grant_live ON access_grant (access_point_id, not_after) WHERE state IN ('ready', 'in_use');

CREATE TABLE opening (
    id TEXT PRIMARY KEY,
    access_point_id TEXT NOT NULL REFERENCES access_point (id),
    device_id TEXT NOT NULL REFERENCES device (id),
    -- Null for an owner's own unlock.
    grant_id TEXT REFERENCES access_grant (id),
    account_id TEXT REFERENCES account (id),
    granted_at INTEGER NOT NULL,
    -- Where the device's numbers stood when it was granted: only what comes after counts.
    after_epoch INTEGER NOT NULL,
    after_seq INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('granted', 'unlocked', 'opened', 'closed', 'secured', 'unused')),
    unlocked_at INTEGER,
    opened_at INTEGER,
    closed_at INTEGER,
    secured_at INTEGER,
    late INTEGER NOT NULL DEFAULT 0
);
-- One opening of ours at a time on a device.
CREATE UNIQUE INDEX opening_in_progress ON opening (device_id) WHERE state IN ('granted', 'unlocked', 'opened', 'closed');
CREATE INDEX opening_grant ON opening (grant_id);

CREATE TABLE command (
    id TEXT PRIMARY KEY,
    device_id TEXT NOT NULL REFERENCES device (id),
    name TEXT NOT NULL,
    -- The opening it is to begin; null for lock, close and the owner's other commands.
    opening_id TEXT REFERENCES opening (id),
    issued_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    -- 'asked' until the device answers; no answer is 'unknown, may have happened' (S05).
    status TEXT NOT NULL CHECK (status IN ('asked', 'done', 'failed', 'expired')),
    error TEXT,
    answered_at INTEGER
);
CREATE INDEX command_opening ON command (opening_id, issued_at) WHERE opening_id IS NOT NULL;

CREATE TABLE alert (
    id TEXT PRIMARY KEY,
    household_id TEXT NOT NULL REFERENCES household (id),
    access_point_id TEXT NOT NULL REFERENCES access_point (id),
    device_id TEXT,
    opening_id TEXT,
    delivery_id TEXT,
    kind TEXT NOT NULL,
    urgent INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'acknowledged', 'cleared')),
    late INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    acknowledged_by TEXT REFERENCES account (id),
    acknowledged_at INTEGER,
    cleared_at INTEGER
);
-- The same condition is one alert until it clears.
CREATE UNIQUE INDEX alert_live ON alert (access_point_id, kind) WHERE state <> 'cleared';
CREATE INDEX alert_household ON alert (household_id) WHERE state <> 'cleared';

-- Due times in the database: a restart loses none (S19).
CREATE TABLE timer (
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    PRIMARY KEY (kind, subject)
) WITHOUT ROWID;
CREATE INDEX timer_due ON timer (due_at);

-- A household's own pause; the access point's stands in its row.
CREATE TABLE household_pause (
    household_id TEXT PRIMARY KEY REFERENCES household (id),
    paused_by TEXT NOT NULL REFERENCES account (id),
    paused_at INTEGER NOT NULL
);
