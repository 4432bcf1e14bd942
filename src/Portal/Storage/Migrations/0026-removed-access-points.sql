-- When its owner removed an access point: it can do nothing any more, and its row names what the record is about (docs/decisions/0043).
ALTER TABLE access_point ADD COLUMN removed_at INTEGER;
