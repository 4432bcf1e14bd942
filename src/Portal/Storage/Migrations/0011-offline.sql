-- What a device may honour while the line is down, what it has acknowledged of that, and openings that were made so.

-- The list that a device is to hold. A lease is renewed only while it has acknowledged the newest.
CREATE TABLE offline_list (
    device_id TEXT PRIMARY KEY REFERENCES device (id),
    version INTEGER NOT NULL,
    -- Which grants, which generation of their codes, and what is said of PINs: never a code, nor its hash (S12).
    content TEXT NOT NULL,
    sent_at INTEGER,
    acked_version INTEGER NOT NULL DEFAULT 0,
    acked_at INTEGER,
    -- How often an owner has armed the PINs, and since when the device refuses them for wrong ones (S11).
    pin_arming INTEGER NOT NULL DEFAULT 1,
    pins_closed_at INTEGER
) WITHOUT ROWID;

-- Grants of a list that was sent; withdrawn once the device has acknowledged a list without them.
CREATE TABLE synced_grant (
    device_id TEXT NOT NULL REFERENCES device (id),
    grant_id TEXT NOT NULL REFERENCES access_grant (id),
    withdrawn_at INTEGER,
    PRIMARY KEY (device_id, grant_id)
) WITHOUT ROWID;
CREATE INDEX synced_grant_grant ON synced_grant (grant_id);

-- The PINs that were given to grants, so that none is given twice; withdrawn once the device knows that it has ended.
CREATE TABLE offline_pin (
    device_id TEXT NOT NULL REFERENCES device (id),
    -- Start and length of the window in half hours.
    start_half_hour INTEGER NOT NULL,
    half_hours INTEGER NOT NULL CHECK (half_hours IN (2, 4)),
    counter INTEGER NOT NULL CHECK (counter BETWEEN 0 AND 7),
    grant_id TEXT NOT NULL REFERENCES access_grant (id),
    withdrawn_at INTEGER,
    PRIMARY KEY (device_id, start_half_hour, half_hours, counter)
) WITHOUT ROWID;
CREATE INDEX offline_pin_grant ON offline_pin (grant_id);

-- The PIN that is the grant's one code; null: its code is the ordinary one.
ALTER TABLE access_grant ADD COLUMN pin_device_id TEXT REFERENCES device (id);
ALTER TABLE access_grant ADD COLUMN pin_counter INTEGER;

-- The attempt at a keypad that began it; the number under which the device told that it had judged the code by itself.
ALTER TABLE opening ADD COLUMN attempt_id TEXT;
ALTER TABLE opening ADD COLUMN offline_epoch INTEGER;
ALTER TABLE opening ADD COLUMN offline_seq INTEGER;

-- Why an offline use was not in order.
ALTER TABLE alert ADD COLUMN reason TEXT;

-- Until when a code may still open where nobody hears of it (S13): a synced grant under its lease of 15 min, a PIN to the end of its window.
CREATE VIEW offline_reach (grant_id, until) AS
    SELECT synced_grant.grant_id,
           CASE WHEN access_grant.not_after < leased.until THEN access_grant.not_after ELSE leased.until END
    FROM synced_grant
    JOIN access_grant ON access_grant.id = synced_grant.grant_id
    JOIN (SELECT offline_list.device_id,
                 CASE WHEN coalesce(offline_list.sent_at, 0) > coalesce(device_state.last_heard_at, 0)
                      THEN offline_list.sent_at ELSE coalesce(device_state.last_heard_at, 0) END + 900000 AS until
          FROM offline_list JOIN device_state ON device_state.device_id = offline_list.device_id) leased
        ON leased.device_id = synced_grant.device_id
    WHERE synced_grant.withdrawn_at IS NULL
    UNION ALL
    SELECT offline_pin.grant_id, (offline_pin.start_half_hour + offline_pin.half_hours) * 1800000
    FROM offline_pin
    WHERE offline_pin.withdrawn_at IS NULL;
