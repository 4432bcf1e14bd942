using System.Data.Common;
using Dapper;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>Invitations that wait; one that was followed, revoked or is over has no row.</summary>
internal static class InvitationStore
{
    public static void Insert(Transaction tx, Invitation invitation, string token, DateTimeOffset now) =>
        tx.Connection.Execute(
            """
            INSERT INTO invitation (id, token_hash, household_id, role, invited_by, created_at, expires_at)
            VALUES (@Id, @hash, @Household, @role, @InvitedBy, @now, @ExpiresAt)
            """,
            new
            {
                invitation.Id,
                hash = Secrets.Hash(token),
                invitation.Household,
                role = Words.Of(invitation.Role),
                invitation.InvitedBy,
                now,
                invitation.ExpiresAt,
            });

    public static void DeleteOver(Transaction tx, DateTimeOffset now) =>
        tx.Connection.Execute("DELETE FROM invitation WHERE expires_at <= @now", new { now });

    /// <summary>False when the household has no such invitation.</summary>
    public static bool TryDelete(Transaction tx, HouseholdId household, InvitationId id) =>
        tx.Connection.Execute("DELETE FROM invitation WHERE id = @id AND household_id = @household", new { id, household }) == 1;

    public static void DeleteBy(Transaction tx, AccountId account) =>
        tx.Connection.Execute("DELETE FROM invitation WHERE invited_by = @account", new { account });

    /// <summary>What the link invites to, while it does: its owner may still invite, and is not held (S24).</summary>
    public static Invitation? Find(DbConnection connection, string token, DateTimeOffset now) =>
        connection.QuerySingleOrDefault<Row>(
            """
            SELECT invitation.id, invitation.household_id AS household, invitation.role, invitation.invited_by, invitation.expires_at,
                   household.name AS household_name, account.name AS inviter_name
            FROM invitation
            JOIN household ON household.id = invitation.household_id
            JOIN account ON account.id = invitation.invited_by
            JOIN member ON member.household_id = invitation.household_id AND member.account_id = invitation.invited_by AND member.role = 'owner'
            WHERE invitation.token_hash = @hash AND invitation.expires_at > @now AND (account.held_until IS NULL OR account.held_until <= @now)
            """,
            new { hash = Secrets.Hash(token), now })?.ToInvitation();

    public static IReadOnlyList<InvitationView> Of(DbConnection connection, HouseholdId household, DateTimeOffset now) =>
        connection.Query<(InvitationId Id, string Role, DateTimeOffset ExpiresAt)>(
                "SELECT id, role, expires_at FROM invitation WHERE household_id = @household AND expires_at > @now ORDER BY created_at, id",
                new { household, now })
            .Select(row => new InvitationView(row.Id, Words.Parse<MemberRole>(row.Role), row.ExpiresAt))
            .ToList();

    private sealed class Row
    {
        public InvitationId Id { get; init; }

        public HouseholdId Household { get; init; }

        public string Role { get; init; } = "";

        public AccountId InvitedBy { get; init; }

        public DateTimeOffset ExpiresAt { get; init; }

        public string HouseholdName { get; init; } = "";

        public string InviterName { get; init; } = "";

        public Invitation ToInvitation() => new(Id, Household, Words.Parse<MemberRole>(Role), InvitedBy, ExpiresAt)
        {
            HouseholdName = HouseholdName,
            InviterName = InviterName,
        };
    }
}
