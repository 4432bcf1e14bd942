-- Makers' clouds: a household's links to its accounts there, and the devices that speak through them.

-- The maker's cloud that speaks for the device; null for one that signs for itself with its own key.
ALTER TABLE device ADD COLUMN cloud TEXT;

CREATE TABLE cloud_link (
    id TEXT PRIMARY KEY,
    household_id TEXT NOT NULL REFERENCES household (id),
    cloud TEXT NOT NULL,
    -- 'asked' until the owner has said yes at the maker; 'ending' until the maker has let go of it.
    state TEXT NOT NULL CHECK (state IN ('asked', 'linked', 'ending')),
    -- What the maker knows the question or the account by, sealed by data protection (S36).
    sealed BLOB NOT NULL,
    -- SHA-256 of the account: one account of a maker belongs to one household.
    account_hash BLOB CHECK (length(account_hash) = 32),
    asked_by TEXT NOT NULL REFERENCES account (id),
    asked_at INTEGER NOT NULL
);
CREATE INDEX cloud_link_household ON cloud_link (household_id);
CREATE UNIQUE INDEX cloud_link_account ON cloud_link (cloud, account_hash);

CREATE TABLE cloud_device (
    device_id TEXT PRIMARY KEY REFERENCES device (id),
    link_id TEXT NOT NULL REFERENCES cloud_link (id) ON DELETE CASCADE,
    -- What the maker calls it.
    makers_id TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX cloud_device_link ON cloud_device (link_id);
