-- What the life of a device brings: keys that change, devices that are lost, commands without an answer, pictures.

-- An owner says that it is lost or stolen: released, and its key is refused for good.
ALTER TABLE device ADD COLUMN lost_at INTEGER;

-- The keys of a device's earlier epochs: what it signed with them stays verifiable, and none of them signs in again.
CREATE TABLE former_key (
    device_id TEXT NOT NULL REFERENCES device (id),
    epoch INTEGER NOT NULL,
    key_x TEXT NOT NULL,
    key_y TEXT NOT NULL,
    key_thumbprint TEXT NOT NULL,
    -- The last number of the epoch, as the device said or used it since, and up to which all have arrived.
    last_seq INTEGER NOT NULL,
    contiguous_seq INTEGER NOT NULL,
    replaced_at INTEGER NOT NULL,
    PRIMARY KEY (device_id, epoch)
) WITHOUT ROWID;
CREATE INDEX former_key_thumbprint ON former_key (key_thumbprint);

-- By how much its clock was ahead of ours at its last heartbeat; negative where it is behind.
ALTER TABLE device_state ADD COLUMN clock_ahead_ms INTEGER;

-- When no answer had come to a command: unknown, may have happened (S05). It may still be answered.
ALTER TABLE command ADD COLUMN silent_at INTEGER;

-- Pictures that devices took, without what cameras write beside them. Each goes with its delivery, or after a time of its own.
CREATE TABLE snapshot (
    id TEXT PRIMARY KEY,
    device_id TEXT NOT NULL REFERENCES device (id),
    access_point_id TEXT NOT NULL REFERENCES access_point (id),
    delivery_id TEXT,
    taken_at INTEGER NOT NULL,
    media_type TEXT NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png', 'image/webp')),
    image BLOB NOT NULL
);
CREATE INDEX snapshot_access_point ON snapshot (access_point_id, taken_at);
CREATE INDEX snapshot_delivery ON snapshot (delivery_id) WHERE delivery_id IS NOT NULL;
