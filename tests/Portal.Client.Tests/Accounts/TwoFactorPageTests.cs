using Bunit;
using Portal.Client.Accounts;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Accounts;

public sealed class TwoFactorPageTests : Screen
{
    [Fact]
    public void SetUp_WithTheAppsCode_IsOnAndShowsTheCodesOnce()
    {
        var page = Show<TwoFactorPage>();
        Press(page, "Set it up").Click();
        Assert.Contains("JBSW Y3DP EHPK 3PXP", Text(page), StringComparison.Ordinal);

        page.Find("#code").Change("123456");
        page.Find("form").Submit();

        Assert.Equal(FakeTwoFactor.Codes, page.FindAll(".codes li").Select(Text));
        Assert.Contains("It is on", Text(page), StringComparison.Ordinal);
        Assert.Empty(Show<TwoFactorPage>().FindAll(".codes li"));
    }

    [Fact]
    public void SetUp_WithAnotherCode_StaysOffAndSaysWhatToDo()
    {
        var page = Show<TwoFactorPage>();
        Press(page, "Set it up").Click();

        page.Find("#code").Change("000000");
        page.Find("form").Submit();

        Assert.Contains("Wait for the next one", Text(page.Find("[role=alert]")), StringComparison.Ordinal);
        Assert.False(Security.View.TwoFactorIsOn);
    }

    [Fact]
    public void TurnOff_Confirmed_IsOff()
    {
        Security.View = Security.View with { TwoFactorIsOn = true, RecoveryCodesLeft = 7 };
        var page = Show<TwoFactorPage>();
        Assert.Contains("7 of your recovery codes", Text(page), StringComparison.Ordinal);

        page.Find("dialog#turn-off .btn-main").Click();

        Assert.Contains("It is off", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void S25_SetUp_LongAfterSigningIn_AsksToConfirm()
    {
        Security.View = Security.View with { IsFresh = false };

        Press(Show<TwoFactorPage>(), "Set it up").Click();

        Assert.EndsWith("/confirm?returnUrl=%2Fsettings%2Ftwo-factor", Address, StringComparison.Ordinal);
    }
}
