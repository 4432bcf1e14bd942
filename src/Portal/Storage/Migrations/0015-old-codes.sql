-- A code that was made anew, or whose window was moved or narrowed, may still open with a device that has not heard of it. So it is noted what
-- a device may hold of each synced grant: as it was first sent, and then as it was last acknowledged.
ALTER TABLE synced_grant ADD COLUMN held_generation INTEGER;
ALTER TABLE synced_grant ADD COLUMN held_not_before INTEGER;
ALTER TABLE synced_grant ADD COLUMN held_not_after INTEGER;

-- Until when a code that should open nothing may still open where nobody hears of it (S13): a synced grant under its lease of 15 min, a PIN to
-- the end of its window. is_old: the grant still opens, but by another code or at another time.
DROP VIEW offline_reach;
CREATE VIEW offline_reach (grant_id, access_point_id, is_old, until) AS
    WITH held AS (
        SELECT synced_grant.grant_id,
               min(coalesce(synced_grant.held_not_after, access_grant.not_after),
                   max(coalesce(offline_list.sent_at, 0), coalesce(device_state.last_heard_at, 0)) + 900000) AS until,
               synced_grant.held_generation IS NOT NULL
                   AND (synced_grant.held_generation <> access_grant.generation + access_grant.misses / 10
                        OR synced_grant.held_not_before <> access_grant.not_before OR synced_grant.held_not_after <> access_grant.not_after) AS is_old
        FROM synced_grant
        JOIN access_grant ON access_grant.id = synced_grant.grant_id
        JOIN offline_list ON offline_list.device_id = synced_grant.device_id
        JOIN device_state ON device_state.device_id = synced_grant.device_id
        WHERE synced_grant.withdrawn_at IS NULL
        UNION ALL
        SELECT offline_pin.grant_id, (offline_pin.start_half_hour + offline_pin.half_hours) * 1800000,
               NOT (access_grant.pin_device_id IS offline_pin.device_id AND access_grant.pin_counter IS offline_pin.counter
                    AND access_grant.not_before = offline_pin.start_half_hour * 1800000
                    AND access_grant.not_after = (offline_pin.start_half_hour + offline_pin.half_hours) * 1800000)
        FROM offline_pin
        JOIN access_grant ON access_grant.id = offline_pin.grant_id
        WHERE offline_pin.withdrawn_at IS NULL
    )
    SELECT access_grant.id, access_grant.access_point_id, access_grant.state = 'ready' AND held.is_old, held.until
    FROM held
    JOIN access_grant ON access_grant.id = held.grant_id
    JOIN access_point ON access_point.id = access_grant.access_point_id
    WHERE access_grant.state = 'revoked'
       OR (access_grant.state = 'ready'
           AND (held.is_old
                OR access_point.paused_at IS NOT NULL
                OR EXISTS (SELECT 1 FROM household_pause pause WHERE pause.household_id = access_point.household_id)));
