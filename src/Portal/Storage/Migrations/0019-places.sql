-- What an owner sets about an access point beside what there was, where the car is for the owner alone, and its photo.

-- What Portal does by itself when an opening of ours is not secured: ask the device once to lock or close, or only tell.
ALTER TABLE access_point ADD COLUMN relocks INTEGER NOT NULL DEFAULT 1 CHECK (relocks IN (0, 1));
-- The owner wants the car's last position to be kept outside of windows too.
ALTER TABLE access_point ADD COLUMN keeps_position INTEGER NOT NULL DEFAULT 0 CHECK (keeps_position IN (0, 1));

-- The last fix, for the owners alone: no rule, driver, carrier or agent reads it. Each new one takes the place of the one before.
CREATE TABLE kept_position (
    access_point_id TEXT PRIMARY KEY REFERENCES access_point (id) ON DELETE CASCADE,
    latitude REAL NOT NULL,
    longitude REAL NOT NULL,
    accuracy_metres REAL NOT NULL,
    at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE car_photo (
    id TEXT PRIMARY KEY,
    access_point_id TEXT NOT NULL UNIQUE REFERENCES access_point (id) ON DELETE CASCADE,
    media_type TEXT NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png', 'image/webp')),
    image BLOB NOT NULL
);

-- Where cars stood inside windows that are over goes when the portal starts.
INSERT INTO timer (kind, subject, due_at) SELECT 'car_position_ends', device_id, 0 FROM device_state WHERE latitude IS NOT NULL;
