-- How long a household keeps what, where it has chosen. Otherwise, and beyond the operator's limits, the operator's settings hold.
CREATE TABLE retention (
    household_id TEXT NOT NULL REFERENCES household (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('pictures', 'parcels', 'activity')),
    days INTEGER NOT NULL CHECK (days > 0),
    -- What held before: a shorter time counts a day later.
    days_before INTEGER NOT NULL CHECK (days_before > 0),
    set_by TEXT NOT NULL REFERENCES account (id),
    set_at INTEGER NOT NULL,
    PRIMARY KEY (household_id, kind)
) WITHOUT ROWID;

-- When it was last looked for what is old enough, by a clock that had not jumped.
CREATE TABLE retention_look (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    at INTEGER NOT NULL
);

-- Pictures end with their household's time for them, not by a timer each.
DELETE FROM timer WHERE kind = 'snapshot_ends';

-- Drivers who were replaced before anything was granted to them.
DELETE FROM driver
WHERE id NOT IN (SELECT driver_id FROM delivery WHERE driver_id IS NOT NULL)
  AND id NOT IN (SELECT driver_id FROM access_grant WHERE driver_id IS NOT NULL);

-- By these the oldest is found, and what refers to it; of a place's devices the released ones too.
CREATE INDEX opening_access_point ON opening (access_point_id, granted_at);
CREATE INDEX command_device ON command (device_id, issued_at);
CREATE INDEX alert_cleared ON alert (household_id, cleared_at) WHERE state = 'cleared';
CREATE INDEX device_of_access_point ON device (access_point_id);
CREATE INDEX delivery_driver ON delivery (driver_id) WHERE driver_id IS NOT NULL;
