using Portal.Browser.Tests.Support;

namespace Portal.Browser.Tests;

/// <summary>Somebody who has forgotten the password gets back in by mail, and what opens stays shut for a day.</summary>
public sealed class RecoveryJourneyTests(Chromium chromium)
{
    private const string Mara = "mara@example.com";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S24_Recovery_ByMail_EndsTheOtherBrowserAndHoldsUnlocking()
    {
        await using var mail = await MailServer.StartAsync(Stop);
        await using var portal = await PortalProcess.StartDemoAsync(mail.Settings, Stop);
        await using var other = await chromium.VisitAsync(portal.Address, Screen.Desk);
        await other.SignInAsync(Mara);
        await other.HearAsync();
        await using var mara = await chromium.VisitAsync(portal.Address, Screen.Phone);

        await mara.GoAsync("/sign-in");
        await mara.Page.GetByText("Use e-mail and password").ClickAsync();
        await mara.FollowAsync("Get back in");
        await mara.Page.GetByLabel("E-mail").FillAsync(Mara);
        await mara.PressAsync("Send me a link");
        await mara.SeeAsync("a link is on its way");
        await mara.GoAsync(await mail.FindLinkAsync("/recover/", Stop));
        await mara.SeeAsync("Choose a new password");
        var looks = new Looks(mara);
        await looks.LookAsync("recover-link");
        await mara.Page.GetByLabel("Password").FillAsync(PortalProcess.Password);
        await mara.PressAsync("Set it and sign in");

        await mail.SeeAsync("Your Portal account was recovered", Stop);
        await other.Page.WaitForURLAsync(url => url.Contains("/sign-in", StringComparison.Ordinal));
        await mara.SignInAsync(Mara);
        await mara.GoAsync("/settings");
        await mara.HearAsync();
        await mara.SeeAsync("Unlocking is off until");
        await looks.LookAsync("settings-held");
        Assert.True(looks.Faults.Count == 0, string.Join('\n', looks.Faults));
        Assert.Empty(mara.Complaints);
    }
}
