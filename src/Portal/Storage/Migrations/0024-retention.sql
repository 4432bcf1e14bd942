-- How long a household keeps what, where it has chosen. Otherwise, and beyond the operator's limits, the operator's settings hold.
CREATE TABLE retention (
    household_id TEXT NOT NULL REFERENCES household (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('pictures', 'parcels', 'activity')),
    days INTEGER NOT NULL CHECK (days > 0),
    set_by TEXT NOT NULL REFERENCES account (id),
    set_at INTEGER NOT NULL,
    PRIMARY KEY (household_id, kind)
) WITHOUT ROWID;

-- Pictures end with their household's time for them, not by a timer each.
DELETE FROM timer WHERE kind = 'snapshot_ends';

-- By these the oldest is found.
CREATE INDEX opening_access_point ON opening (access_point_id, granted_at);
CREATE INDEX command_device ON command (device_id, issued_at);
CREATE INDEX alert_cleared ON alert (household_id, cleared_at) WHERE state = 'cleared';
