-- The carriers' API and the driver page.

-- A driver's phone. It is alive while it is the newest of its grant, and the link that began it is still the grant's.
CREATE TABLE driver_session (
    id TEXT PRIMARY KEY,
    grant_id TEXT NOT NULL REFERENCES access_grant (id),
    generation INTEGER NOT NULL,
    cookie_hash BLOB NOT NULL UNIQUE CHECK (length(cookie_hash) = 32),
    started_at INTEGER NOT NULL,
    ended_at INTEGER
);
CREATE UNIQUE INDEX driver_session_live ON driver_session (grant_id) WHERE ended_at IS NULL;

-- What a carrier's POST was answered, so that the same call made again is answered again and not done again.
CREATE TABLE idempotency_key (
    carrier_id TEXT NOT NULL REFERENCES carrier (id),
    key TEXT NOT NULL,
    request_hash BLOB NOT NULL CHECK (length(request_hash) = 32),
    status INTEGER NOT NULL,
    location TEXT,
    body TEXT NOT NULL,
    kept_until INTEGER NOT NULL,
    PRIMARY KEY (carrier_id, key)
) WITHOUT ROWID;
CREATE INDEX idempotency_key_kept ON idempotency_key (kept_until);
