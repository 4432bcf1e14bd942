-- What an account needs through its life: passkeys with names, where it is signed in, second factors that are used once, links by mail,
-- invitations, and programs of its own.

-- A passkey's own id: what pages and ports call it by.
ALTER TABLE account_passkey ADD COLUMN id TEXT NOT NULL DEFAULT '';
ALTER TABLE account_passkey ADD COLUMN used_at INTEGER;
UPDATE account_passkey SET id = 'psk_' || substr(upper(hex(randomblob(13))), 1, 26);
CREATE UNIQUE INDEX account_passkey_id ON account_passkey (id);

-- The family of the browser in words, never the whole header, and no address. seen_at is kept to the minutes.
ALTER TABLE session ADD COLUMN browser TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;
UPDATE session SET seen_at = started_at;

-- A program's session: signed in by a token instead of a cookie, to read and for nothing else.
ALTER TABLE session ADD COLUMN token_hash BLOB CHECK (token_hash IS NULL OR length(token_hash) = 32);
ALTER TABLE session ADD COLUMN name TEXT CHECK ((name IS NULL) = (token_hash IS NULL));
CREATE UNIQUE INDEX session_token ON session (token_hash) WHERE token_hash IS NOT NULL;

-- The step of the last code that was taken: a code counts once (RFC 6238, 5.2).
ALTER TABLE account ADD COLUMN totp_step INTEGER NOT NULL DEFAULT 0;

-- After a recovery the account unlocks nothing until then (S24).
ALTER TABLE account ADD COLUMN held_until INTEGER;

-- A link that went out by mail and proves its address: used once, then gone.
CREATE TABLE mailed_link (
    token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL CHECK (purpose IN ('confirm', 'change', 'recover')),
    email TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL CHECK (expires_at > created_at)
);
CREATE INDEX mailed_link_account ON mailed_link (account_id, purpose);

-- An address that an account had: it is told of changes for a while, so that a thief cannot change the address first.
CREATE TABLE account_former_email (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    email TEXT NOT NULL,
    told_until INTEGER NOT NULL,
    PRIMARY KEY (account_id, email)
);

-- Who may join with which role: whoever has the link, once.
CREATE TABLE invitation (
    id TEXT PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    household_id TEXT NOT NULL REFERENCES household (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('owner', 'approver', 'viewer')),
    invited_by TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL CHECK (expires_at > created_at)
);
CREATE INDEX invitation_household ON invitation (household_id);
CREATE INDEX invitation_inviter ON invitation (invited_by);

-- A deleted account keeps its row, because what was decided keeps who decided it: an id, and nothing of the person.
ALTER TABLE account ADD COLUMN deleted_at INTEGER;
