-- Which member is told of openings by hand at which access point: as each wished, else at a key box, and viewers not. In which way is
-- notice_choice's.
CREATE VIEW hand_opening_told (account_id, access_point_id, name, is_told) AS
    SELECT member.account_id, access_point.id, access_point.name,
           coalesce(hand_opening_wish.is_told,
                    member.role <> 'viewer'
                    AND EXISTS (SELECT 1 FROM device
                                WHERE device.access_point_id = access_point.id AND device.state = 'active' AND device.state <> 'released'
                                  AND device.profile = 'key-box'))
    FROM member
    JOIN access_point ON access_point.household_id = member.household_id
    LEFT JOIN hand_opening_wish ON hand_opening_wish.access_point_id = access_point.id AND hand_opening_wish.account_id = member.account_id;

-- Who switched the kind on was told of every access point until now, and goes on being told.
INSERT INTO hand_opening_wish (access_point_id, account_id, is_told)
SELECT DISTINCT access_point.id, notice_choice.account_id, 1
FROM notice_choice
JOIN member ON member.account_id = notice_choice.account_id
JOIN access_point ON access_point.household_id = member.household_id
WHERE notice_choice.kind = 'opened_by_hand' AND notice_choice.is_on = 1
ON CONFLICT (access_point_id, account_id) DO NOTHING;
