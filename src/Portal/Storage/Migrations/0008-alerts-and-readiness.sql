-- What an owner sets about alarms, what Portal did by itself, who was told, a device's clock, what came late, and readiness.

-- Standing open is watched for openings by hand too, not for those of ours alone.
ALTER TABLE access_point ADD COLUMN watches_hand_openings INTEGER NOT NULL DEFAULT 0;
-- What the owner wants to have done before a window, one line each: 'alarm off'.
ALTER TABLE access_point ADD COLUMN checklist TEXT NOT NULL DEFAULT '';

-- Who asked to be told of openings by hand, or not to be; without a row it is the default of the profile.
CREATE TABLE hand_opening_wish (
    access_point_id TEXT NOT NULL REFERENCES access_point (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    is_told INTEGER NOT NULL,
    PRIMARY KEY (access_point_id, account_id)
) WITHOUT ROWID;

-- What Portal did about it by itself, as words; and the steps of its escalation that are done.
ALTER TABLE alert ADD COLUMN did TEXT NOT NULL DEFAULT '';
ALTER TABLE alert ADD COLUMN escalated INTEGER NOT NULL DEFAULT 0;

-- The number of the last word about tampering, so that it too is judged in the order of the numbers.
ALTER TABLE device_state ADD COLUMN tamper_epoch INTEGER NOT NULL DEFAULT 0;
ALTER TABLE device_state ADD COLUMN tamper_seq INTEGER NOT NULL DEFAULT 0;
-- The device's clock is off by more than 120 s (S20).
ALTER TABLE device_state ADD COLUMN clock_suspect INTEGER NOT NULL DEFAULT 0;
-- The numbers among which events came late that no digest has told of yet; null when there are none.
ALTER TABLE device_state ADD COLUMN late_from_seq INTEGER;
ALTER TABLE device_state ADD COLUMN late_to_seq INTEGER;
-- The time that the device claimed lay too far ahead; it is shown at the time of receipt.
ALTER TABLE device_event ADD COLUMN clock_suspect INTEGER;

-- The newest rehearsal of each window: what failed, and what of it somebody has accepted.
CREATE TABLE readiness (
    grant_id TEXT PRIMARY KEY REFERENCES access_grant (id) ON DELETE CASCADE,
    checked_at INTEGER NOT NULL,
    faults TEXT NOT NULL,
    accepted TEXT NOT NULL DEFAULT '',
    accepted_by TEXT REFERENCES account (id),
    accepted_at INTEGER
) WITHOUT ROWID;

-- The agreed window in the words of whoever wrote it, beside its instants and its zone (S18); null where it was not typed.
ALTER TABLE delivery ADD COLUMN window_written TEXT;
