-- Looks of support agents: who, why, at what, until when. The household sees each as an entry (S30).
CREATE TABLE support_look (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id),
    delivery_id TEXT NOT NULL REFERENCES delivery (id),
    case_number TEXT NOT NULL,
    reason TEXT NOT NULL,
    looked_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL CHECK (ends_at > looked_at)
);
CREATE INDEX support_look_account ON support_look (account_id, looked_at);
