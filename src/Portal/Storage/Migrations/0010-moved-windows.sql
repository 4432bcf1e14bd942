-- A change of zone rules moves what was written to other instants: the window stays until an owner has said which was meant (S18).
CREATE TABLE moved_window (
    delivery_id TEXT PRIMARY KEY REFERENCES delivery (id) ON DELETE CASCADE,
    -- What was written means these instants by the rules of now.
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    noticed_at INTEGER NOT NULL,
    CHECK (starts_at < ends_at)
) WITHOUT ROWID;
CREATE INDEX delivery_written ON delivery (window_start) WHERE state = 'approved' AND window_written IS NOT NULL;
