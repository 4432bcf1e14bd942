-- In which language an account is written to while nobody is there; null while nothing is known. A browser remembers its own in a cookie.
ALTER TABLE account ADD COLUMN language TEXT CHECK (language IN ('en', 'de'));
