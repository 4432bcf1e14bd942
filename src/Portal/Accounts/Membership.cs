namespace Portal.Accounts;

/// <summary>
/// The join that every query for a member carries (S28). It reads the memberships in the same query as the thing, so another household's
/// id finds nothing, exactly like one that does not exist:
/// <code>
/// SELECT access_point.id, access_point.name, member.role FROM access_point {Membership.Of("access_point")} WHERE access_point.id = @id
/// </code>
/// with <c>@account</c> from <see cref="CurrentMember.AccountAsync"/>. Select <c>member.role</c> to tell 'not allowed' from 'not found'.
/// </summary>
internal static class Membership
{
    /// <summary>Joins the member row of <c>@account</c> in the household of a thing.</summary>
    /// <param name="thing">The table or alias that has <c>household_id</c>: constant text, never a caller's.</param>
    public static string Of(string thing) => $"JOIN member ON member.household_id = {thing}.household_id AND member.account_id = @account";
}
