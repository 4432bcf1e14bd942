-- Volvo's cars: what an account there is read with, the calls that a day allows, and how a car stands with its maker.

-- The session that asked to connect an account: only there the owner's return from the maker is taken.
ALTER TABLE cloud_link ADD COLUMN asked_in TEXT;

-- What a maker lets us in with for an account, sealed (S36); it changes with each refresh.
CREATE TABLE maker_token (
    cloud TEXT NOT NULL,
    account_hash BLOB NOT NULL CHECK (length(account_hash) = 32),
    sealed BLOB NOT NULL,
    -- The maker no longer takes it: the owner has to sign in there again.
    refused INTEGER NOT NULL DEFAULT 0 CHECK (refused IN (0, 1)),
    PRIMARY KEY (cloud, account_hash)
) WITHOUT ROWID;

-- Calls to a maker that allows only so many a day, counted by UTC days; blocked_until: the maker said that none is left until then.
CREATE TABLE maker_calls (
    cloud TEXT PRIMARY KEY,
    day INTEGER NOT NULL,
    used INTEGER NOT NULL,
    blocked_until INTEGER
) WITHOUT ROWID;

-- Of a device that a maker speaks for: why the maker says nothing of now; while calls to the maker are short, how many are left today; and
-- until when it can be opened by hand after the maker has only made it ready.
ALTER TABLE device_state ADD COLUMN away TEXT;
ALTER TABLE device_state ADD COLUMN away_since INTEGER;
ALTER TABLE device_state ADD COLUMN calls_left INTEGER;
ALTER TABLE device_state ADD COLUMN ready_until INTEGER;
