-- The append-only record. Heads are for ever; a body can be erased without breaking a proof.
CREATE TABLE ledger_tree (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    size INTEGER NOT NULL
);
INSERT INTO ledger_tree (one, size) VALUES (1, 0);

CREATE TABLE ledger_head (
    position INTEGER PRIMARY KEY,
    received_at INTEGER NOT NULL,
    commitment BLOB NOT NULL CHECK (length(commitment) = 32)
);

-- The columns beside the body repeat what the body says, for finding entries; they are erased with it.
CREATE TABLE ledger_body (
    position INTEGER PRIMARY KEY REFERENCES ledger_head (position),
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    late INTEGER NOT NULL,
    household_id TEXT,
    access_point_id TEXT,
    delivery_id TEXT,
    device_id TEXT,
    actor_kind TEXT NOT NULL,
    actor_id TEXT,
    salt BLOB NOT NULL CHECK (length(salt) = 32),
    body BLOB NOT NULL
);
CREATE INDEX ledger_body_household ON ledger_body (household_id, position) WHERE household_id IS NOT NULL;
CREATE INDEX ledger_body_access_point ON ledger_body (access_point_id, position) WHERE access_point_id IS NOT NULL;
CREATE INDEX ledger_body_delivery ON ledger_body (delivery_id, position) WHERE delivery_id IS NOT NULL;

-- Hashes of complete subtrees of 256^level leaves, so that a root or a proof reads a few hundred rows at any size.
CREATE TABLE ledger_subtree (
    level INTEGER NOT NULL CHECK (level > 0),
    idx INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (level, idx)
) WITHOUT ROWID;

-- The newest signed checkpoint of each hour.
CREATE TABLE ledger_checkpoint (
    hour INTEGER PRIMARY KEY,
    size INTEGER NOT NULL,
    root BLOB NOT NULL CHECK (length(root) = 32),
    note TEXT NOT NULL
);

CREATE TABLE ledger_follower (
    name TEXT PRIMARY KEY,
    position INTEGER NOT NULL
);

CREATE TRIGGER ledger_head_is_never_changed BEFORE UPDATE ON ledger_head
BEGIN SELECT RAISE(ABORT, 'a ledger head is never changed'); END;
CREATE TRIGGER ledger_head_is_never_deleted BEFORE DELETE ON ledger_head
BEGIN SELECT RAISE(ABORT, 'a ledger head is never deleted'); END;
-- No gaps, and no REPLACE, which would delete without asking the trigger above.
CREATE TRIGGER ledger_head_is_only_appended BEFORE INSERT ON ledger_head
WHEN NEW.position <> (SELECT coalesce(max(position), -1) + 1 FROM ledger_head)
BEGIN SELECT RAISE(ABORT, 'a ledger head is only appended'); END;
CREATE TRIGGER ledger_body_is_never_changed BEFORE UPDATE ON ledger_body
BEGIN SELECT RAISE(ABORT, 'a ledger body is erased whole or kept as it is'); END;
