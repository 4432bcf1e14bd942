-- In which language an account is written to while nobody is there; a browser remembers its own in a cookie.
ALTER TABLE account ADD COLUMN language TEXT NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'de'));
