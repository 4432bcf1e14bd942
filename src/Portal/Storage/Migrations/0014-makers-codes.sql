-- Codes that stand in makers' locks, and what makers report of their use.

-- One row for each code that a maker was, or is to be, asked to put into a lock: never the code itself (S12). The name is what the maker
-- lists it by, so that a code of which no answer came is found again.
CREATE TABLE maker_code (
    name TEXT PRIMARY KEY,
    device_id TEXT NOT NULL REFERENCES device (id),
    grant_id TEXT NOT NULL REFERENCES access_grant (id),
    generation INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    not_after INTEGER NOT NULL,
    -- What the maker calls it; null until it has said so.
    makers_id TEXT,
    -- When it was handed over: from then on it may open.
    asked_at INTEGER,
    -- When the maker first said that the lock has it.
    held_at INTEGER,
    -- It is to be taken out; and the maker no longer lists it.
    ending_at INTEGER,
    removed_at INTEGER
) WITHOUT ROWID;
CREATE INDEX maker_code_left ON maker_code (device_id) WHERE removed_at IS NULL;
CREATE INDEX maker_code_grant ON maker_code (grant_id);
CREATE INDEX maker_code_makers_id ON maker_code (device_id, makers_id);

-- The time of the newest use that was taken over from the maker, by its own clock.
ALTER TABLE cloud_device ADD COLUMN uses_seen_at INTEGER;

-- Until when a code that should open nothing may still open in a maker's lock (S13): to the end of its window, until the maker no longer lists
-- it, also after it was used. is_old: the grant still opens, but by another code or at another time.
CREATE VIEW maker_reach (grant_id, access_point_id, is_old, until) AS
    SELECT access_grant.id, access_grant.access_point_id,
           access_grant.state = 'ready'
               AND (maker_code.generation <> access_grant.generation + access_grant.misses / 10
                    OR maker_code.not_before <> access_grant.not_before OR maker_code.not_after <> access_grant.not_after),
           maker_code.not_after
    FROM maker_code
    JOIN access_grant ON access_grant.id = maker_code.grant_id
    WHERE maker_code.asked_at IS NOT NULL AND maker_code.removed_at IS NULL
      AND (maker_code.ending_at IS NOT NULL OR access_grant.state IN ('revoked', 'spent'));
