-- A member's calendar feed: its secret stands in the address that a calendar program keeps, so only its hash is here. It goes with the
-- membership (S16).
CREATE TABLE calendar_feed (
    household_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    secret_hash BLOB NOT NULL UNIQUE CHECK (length(secret_hash) = 32),
    made_at INTEGER NOT NULL,
    read_at INTEGER,
    PRIMARY KEY (household_id, account_id),
    FOREIGN KEY (household_id, account_id) REFERENCES member (household_id, account_id) ON DELETE CASCADE
);

-- The words that people, carriers and agents wrote into entries, for looking them up. What a device says has none, and pays nothing here.
-- An erased body takes its words with it, overwritten at once.
CREATE VIRTUAL TABLE ledger_words USING fts5 (household, words, tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO ledger_words (ledger_words, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER ledger_words_are_noted AFTER INSERT ON ledger_body
WHEN NEW.household_id IS NOT NULL AND NEW.actor_kind IN ('account', 'carrier', 'driver', 'support')
BEGIN
    INSERT INTO ledger_words (rowid, household, words)
    SELECT NEW.position, NEW.household_id, group_concat(atom, ' ')
    FROM json_tree(CAST(NEW.body AS TEXT), '$.data') WHERE type = 'text' HAVING count(*) > 0;
END;
CREATE TRIGGER ledger_words_go_with_their_body AFTER DELETE ON ledger_body
BEGIN DELETE FROM ledger_words WHERE rowid = OLD.position; END;
INSERT INTO ledger_words (rowid, household, words)
SELECT body.position, body.household_id, group_concat(said.atom, ' ')
FROM ledger_body body, json_tree(CAST(body.body AS TEXT), '$.data') said
WHERE body.household_id IS NOT NULL AND body.actor_kind IN ('account', 'carrier', 'driver', 'support') AND said.type = 'text'
GROUP BY body.position;

-- Every 90 days an owner goes through who and what can open which access point.
CREATE TABLE access_review (
    household_id TEXT PRIMARY KEY REFERENCES household (id) ON DELETE CASCADE,
    reviewed_by TEXT REFERENCES account (id) ON DELETE SET NULL,
    reviewed_at INTEGER NOT NULL
);
