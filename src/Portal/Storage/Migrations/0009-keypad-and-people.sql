-- Guessing at keypads, counted so that no restart forgets a miss (S11). A success takes the row away.
CREATE TABLE keypad (
    device_id TEXT PRIMARY KEY REFERENCES device (id),
    -- In a row.
    misses INTEGER NOT NULL CHECK (misses > 0),
    last_miss_at INTEGER NOT NULL
) WITHOUT ROWID;
