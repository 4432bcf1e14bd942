-- Where a household calls when a delivery looks wrong; the operator who verifies the carrier enters it.
ALTER TABLE carrier ADD COLUMN phone TEXT;
