-- People who can sign in, what they share, and who delivers. What proves something is hashed; what must be read again is sealed
-- with a key outside the database (S36).
CREATE TABLE account (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    email_normalized TEXT NOT NULL UNIQUE,
    email_confirmed INTEGER NOT NULL DEFAULT 0 CHECK (email_confirmed IN (0, 1)),
    password_hash TEXT,
    security_stamp TEXT NOT NULL,
    concurrency_stamp TEXT NOT NULL,
    two_factor_enabled INTEGER NOT NULL DEFAULT 0 CHECK (two_factor_enabled IN (0, 1)),
    authenticator_key_sealed TEXT,
    lockout_enabled INTEGER NOT NULL DEFAULT 1 CHECK (lockout_enabled IN (0, 1)),
    access_failed_count INTEGER NOT NULL DEFAULT 0 CHECK (access_failed_count >= 0),
    lockout_ends_at INTEGER,
    created_at INTEGER NOT NULL
);

CREATE TABLE account_role (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('operator', 'support')),
    granted_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, role)
);
CREATE INDEX account_role_role ON account_role (role);

CREATE TABLE account_passkey (
    credential_id BLOB PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name TEXT,
    public_key BLOB NOT NULL,
    sign_count INTEGER NOT NULL,
    transports TEXT NOT NULL,
    is_user_verified INTEGER NOT NULL,
    is_backup_eligible INTEGER NOT NULL,
    is_backed_up INTEGER NOT NULL,
    attestation_object BLOB NOT NULL,
    client_data_json BLOB NOT NULL,
    created_at INTEGER NOT NULL
);
CREATE INDEX account_passkey_account ON account_passkey (account_id);

CREATE TABLE account_recovery_code (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    code_hash BLOB NOT NULL CHECK (length(code_hash) = 32),
    PRIMARY KEY (account_id, code_hash)
);

-- One signed-in browser. It is alive while its row says so, whatever a cookie or a circuit remembers (S26).
CREATE TABLE session (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    started_at INTEGER NOT NULL,
    confirmed_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL CHECK (expires_at > started_at),
    ended_at INTEGER
);
CREATE INDEX session_account ON session (account_id);

-- Tries that count against an e-mail address or a browser, known or not: the subject is a hash (S29).
CREATE TABLE sign_in_try (
    subject_hash BLOB PRIMARY KEY CHECK (length(subject_hash) = 32),
    failed_count INTEGER NOT NULL CHECK (failed_count >= 0),
    rests_until_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL
);
CREATE INDEX sign_in_try_last ON sign_in_try (last_at);

-- A browser that has signed in before has tries of its own, so a stranger's wrong passwords cannot keep its owner out (S29).
CREATE TABLE account_browser (
    token_hash BLOB NOT NULL CHECK (length(token_hash) = 32),
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (token_hash, account_id)
);
CREATE INDEX account_browser_account ON account_browser (account_id, seen_at);

CREATE TABLE household (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE TABLE member (
    household_id TEXT NOT NULL REFERENCES household (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('owner', 'approver', 'viewer')),
    joined_at INTEGER NOT NULL,
    PRIMARY KEY (household_id, account_id)
);
CREATE INDEX member_account ON member (account_id);

-- The operator's one-time link of the first start.
CREATE TABLE setup_link (
    token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL CHECK (expires_at > created_at),
    used_at INTEGER
);

CREATE TABLE carrier (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    standing TEXT NOT NULL CHECK (standing IN ('pending', 'verified', 'suspended')),
    registered_at INTEGER NOT NULL,
    verified_at INTEGER,
    suspended_at INTEGER,
    CHECK (standing <> 'verified' OR verified_at IS NOT NULL),
    CHECK (standing <> 'suspended' OR suspended_at IS NOT NULL)
);

CREATE TABLE carrier_key (
    key_hash BLOB PRIMARY KEY CHECK (length(key_hash) = 32),
    carrier_id TEXT NOT NULL REFERENCES carrier (id) ON DELETE CASCADE,
    prefix TEXT NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL CHECK (expires_at > created_at),
    revoked_at INTEGER
);
CREATE INDEX carrier_key_carrier ON carrier_key (carrier_id);

-- A carrier that a household does not want: everywhere, or at one access point (which belongs to a later script).
CREATE TABLE carrier_block (
    household_id TEXT NOT NULL REFERENCES household (id) ON DELETE CASCADE,
    access_point_id TEXT NOT NULL DEFAULT '',
    carrier_id TEXT NOT NULL REFERENCES carrier (id) ON DELETE CASCADE,
    blocked_at INTEGER NOT NULL,
    PRIMARY KEY (household_id, access_point_id, carrier_id)
);

-- Written by the readiness check, so that 'ready' means that the disk takes a commit.
CREATE TABLE storage_probe (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    at INTEGER NOT NULL
);
