namespace Portal.Accounts;

/// <summary>The account, how it signs in and where, its households and who belongs to them.</summary>
internal sealed class AccountsKeptData : IKeptData
{
    public IReadOnlyList<KeptTable> Tables { get; } =
    [
        new("account", "SELECT id, name, email, email_confirmed, two_factor_enabled, language, created_at FROM account WHERE id = @account"),
        new("former_addresses", "SELECT email, told_until AS told_until_at FROM account_former_email WHERE account_id = @account ORDER BY told_until"),
        new("passkeys", "SELECT id, name, created_at, used_at FROM account_passkey WHERE account_id = @account ORDER BY created_at"),
        new("sessions", "SELECT id, browser, name, started_at, seen_at, expires_at, ended_at FROM session WHERE account_id = @account ORDER BY started_at"),
        new(
            "households",
            """
            SELECT household.id, household.name, household.time_zone, member.role, member.joined_at, household.created_at
            FROM member JOIN household ON household.id = member.household_id WHERE member.account_id = @account ORDER BY member.joined_at
            """),
        new(
            "members",
            $"""
            SELECT member.household_id, account.id, account.name, member.role, member.joined_at
            FROM member JOIN account ON account.id = member.account_id WHERE member.household_id IN {KeptTable.Owned} ORDER BY member.joined_at
            """),
        new(
            "invitations",
            $"SELECT id, household_id, role, invited_by, created_at, expires_at FROM invitation WHERE household_id IN {KeptTable.Owned} ORDER BY created_at"),
        new("retention", $"SELECT household_id, kind, days, days_before, set_by, set_at FROM retention WHERE household_id IN {KeptTable.Owned} ORDER BY set_at"),
        new(
            "blocked_carriers",
            $"""
            SELECT carrier_block.household_id, carrier_block.access_point_id, carrier.name, carrier_block.blocked_at
            FROM carrier_block JOIN carrier ON carrier.id = carrier_block.carrier_id
            WHERE carrier_block.household_id IN {KeptTable.Owned} ORDER BY carrier_block.blocked_at
            """),
    ];
}
