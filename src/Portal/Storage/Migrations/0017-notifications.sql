-- Telling people: mail on its way, browsers that take push messages, what each person wants to be told, and when not.

-- A message that waits to be handed to the mail server. Its text is sealed with a key outside the database, because a link of one use may
-- stand in it (S36), and goes with the delivery. What was given up keeps no text: the row says that the address is not reached.
CREATE TABLE mail (
    id INTEGER PRIMARY KEY,
    message_id TEXT NOT NULL UNIQUE,
    to_address TEXT NOT NULL,
    subject TEXT NOT NULL,
    text_sealed BLOB,
    about TEXT,
    household_id TEXT,
    put_at INTEGER NOT NULL,
    next_try_at INTEGER,
    tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
    failing_since INTEGER,
    fault TEXT,
    CHECK ((next_try_at IS NULL) = (text_sealed IS NULL)),
    CHECK ((fault IS NULL) = (failing_since IS NULL))
);
CREATE INDEX mail_next_try ON mail (next_try_at) WHERE next_try_at IS NOT NULL;
CREATE INDEX mail_to_address ON mail (to_address);
CREATE INDEX mail_about ON mail (about) WHERE about IS NOT NULL;

-- One browser that takes push messages for one account. Where it is reached, and the keys that only it and the portal have, are sealed:
-- who has this file alone can tell it nothing (S36).
CREATE TABLE push_subscription (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    session_id TEXT REFERENCES session (id) ON DELETE SET NULL,
    endpoint_hash BLOB NOT NULL UNIQUE CHECK (length(endpoint_hash) = 32),
    sealed BLOB NOT NULL,
    browser TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    taken_at INTEGER,
    heard_at INTEGER,
    failing_since INTEGER,
    fault TEXT,
    CHECK ((fault IS NULL) = (failing_since IS NULL))
);
CREATE INDEX push_subscription_account ON push_subscription (account_id, made_at);
CREATE INDEX push_subscription_session ON push_subscription (session_id) WHERE session_id IS NOT NULL;

-- Signing out, another role, removal: whatever ends the session by a decision ends what its browser is told, in the same transaction
-- (S16). A session that merely runs out does not: an alarm at night must reach the phone that nobody has opened for a month.
CREATE TRIGGER push_ends_with_the_session AFTER UPDATE OF ended_at ON session WHEN NEW.ended_at IS NOT NULL
BEGIN DELETE FROM push_subscription WHERE session_id = NEW.id; END;

-- A message for one browser, until its push service has taken it.
CREATE TABLE push_message (
    id INTEGER PRIMARY KEY,
    subscription_id TEXT NOT NULL REFERENCES push_subscription (id) ON DELETE CASCADE,
    about TEXT,
    household_id TEXT,
    urgent INTEGER NOT NULL CHECK (urgent IN (0, 1)),
    payload TEXT NOT NULL,
    put_at INTEGER NOT NULL,
    next_try_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0)
);
CREATE INDEX push_message_next_try ON push_message (next_try_at);
CREATE INDEX push_message_subscription ON push_message (subscription_id);
CREATE INDEX push_message_about ON push_message (about) WHERE about IS NOT NULL;

-- What a person chose otherwise than the portal would.
CREATE TABLE notice_choice (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('push', 'mail')),
    is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    PRIMARY KEY (account_id, kind, channel)
);

-- Minutes of the person's own day, in the person's own zone; from after until goes over midnight.
CREATE TABLE quiet_hours (
    account_id TEXT PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    from_minute INTEGER NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
    until_minute INTEGER NOT NULL CHECK (until_minute BETWEEN 0 AND 1439 AND until_minute <> from_minute),
    time_zone TEXT NOT NULL
);
