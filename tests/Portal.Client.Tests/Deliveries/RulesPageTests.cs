using Bunit;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Deliveries;

public sealed class RulesPageTests : Screen
{
    private static readonly AccessPointId Car = Sample.Point().Id;

    [Fact]
    public void Rules_None_SaysWhatARuleWouldDo() =>
        Assert.Contains("No rules yet: every request asks you", Text(Open()), StringComparison.Ordinal);

    [Fact]
    public void Rules_Each_SaysWhenAndForWhom()
    {
        Rules.View = Rules.View with
        {
            Rules = [Sample.Rule(), Sample.Rule() with { Id = Sample.Id<StandingRuleId>("two"), OffSince = Sample.Now, LastDay = new DateOnly(2027, 1, 31) }],
        };

        var rows = Open().FindAll("section[aria-labelledby=rules] li");

        Assert.Equal(["Nordpost Tue 18:00–19:00, no end date", "Nordpost Tue 18:00–19:00, until 31 Jan 2027, off since 15:00"], rows.Select(Text).Select(WithoutIcon));
        Assert.Equal(["true", "false"], rows.Select(row => row.QuerySelector("[role=switch]")?.GetAttribute("aria-checked")));
    }

    [Fact]
    public void S06_NewRule_MakersDevice_SaysBeforeItIsAddedHowSoonALossIsTold()
    {
        Rules.View = Rules.View with { Maker = CloudMaker.Seam };

        var page = Open();

        var note = page.Find("section[aria-labelledby=new-rule] ul[aria-label='What Seam means for it']");
        Assert.Contains("If contact is lost then, you are told within 45 s, not 15 s.", Text(note), StringComparison.Ordinal);
        var form = page.Find("section[aria-labelledby=new-rule] form");
        Assert.True(form.InnerHtml.IndexOf("45 s", StringComparison.Ordinal) < form.InnerHtml.IndexOf("Add the rule", StringComparison.Ordinal));
    }

    [Fact]
    public void NewRule_CarWithoutATrunkCommand_SaysThatTheWholeCarWouldBeUnlocked()
    {
        Rules.View = Rules.View with { Maker = CloudMaker.Volvo };

        Assert.Contains("the whole car would be unlocked", Text(Open().Find("section[aria-labelledby=new-rule]")), StringComparison.Ordinal);
    }

    [Fact]
    public void S06_NewRule_DeviceThatSpeaksForItself_NothingIsSaidOfIt() =>
        Assert.DoesNotContain("45 s", Text(Open()), StringComparison.Ordinal);

    [Fact]
    public void Switch_OneTap_IsOffAndAgainOn()
    {
        Rules.View = Rules.View with { Rules = [Sample.Rule()] };
        var page = Open();

        page.Find("section[aria-labelledby=rules] [role=switch]").Click();
        Assert.Equal((Sample.Rule().Id, false), Rules.Switched);
        Assert.Equal("false", page.Find("section[aria-labelledby=rules] [role=switch]").GetAttribute("aria-checked"));

        page.Find("section[aria-labelledby=rules] [role=switch]").Click();
        Assert.Equal((Sample.Rule().Id, true), Rules.Switched);
    }

    [Fact]
    public void Make_InOrder_IsMadeAsWritten()
    {
        var page = Open();

        page.Find("#carrier").Change(Rules.View.Carriers[1].Id.Value);
        page.FindAll(".days input")[1].Change(true);
        page.FindAll(".days input")[4].Change(true);
        page.Find("#rule-from").Change("22:00");
        page.Find("#rule-to").Change("02:00");
        page.Find("#last-day").Change("2027-01-31");
        Assert.Equal("On the next day", Text(page.Find("#rule-to-hint")));
        page.Find("form").Submit();

        var made = Assert.IsType<StandingRuleDraft>(Rules.Made);
        Assert.Equal((Car, Rules.View.Carriers[1].Id), (made.AccessPoint, made.Carrier));
        Assert.Equal(Weekdays.Tuesday | Weekdays.Friday, made.Days);
        Assert.Equal((new TimeOnly(22, 0), new TimeOnly(2, 0), new DateOnly(2027, 1, 31)), (made.From, made.To, made.LastDay));
        Assert.Contains("Tue, Fri 22:00–02:00 on the next day, until 31 Jan 2027", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Make_WrongField_SaysItThereAndKeepsWhatWasTyped()
    {
        Rules.DraftFaults[nameof(StandingRuleDraft.Days)] = "Choose one day or more.";
        var page = Open();

        page.Find("#rule-from").Change("09:00");
        page.Find("form").Submit();

        Assert.Contains("Choose one day or more.", Text(page.Find("#days-fault")), StringComparison.Ordinal);
        Assert.Equal("09:00", Text(page.Find("#rule-from option[selected]")));
    }

    [Fact]
    public void Fallback_Chosen_IsSet()
    {
        var page = Open();

        page.Find("#instead").Change("depot");
        Assert.Equal(new Fallback(FallbackKind.Depot), Rules.View.Fallback);
        page.Find("#instead").Change(Rules.View.Others[0].Id.Value);
        Assert.Equal(new Fallback(FallbackKind.AccessPoint, Rules.View.Others[0].Id), Rules.View.Fallback);
        page.Find("#instead").Change("none");
        Assert.Equal(new Fallback(FallbackKind.None), Rules.View.Fallback);
    }

    [Fact]
    public void S17_Overlap_IsAllowedWithOneTap()
    {
        var page = Open();

        page.Find("section[aria-labelledby=overlap] [role=switch]").Click();

        Assert.True(Rules.View.AllowsOverlap);
    }

    [Fact]
    public void NotAnOwner_ReadsAndChangesNothing()
    {
        Rules.View = Rules.View with { IsOwner = false, Rules = [Sample.Rule()] };

        var page = Open();

        Assert.Empty(page.FindAll("[role=switch], form"));
        Assert.True(page.Find("#instead").HasAttribute("disabled"));
        Assert.Contains("Only an owner makes rules", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void NotTaken_SaysWhy()
    {
        Rules.Outcome = AccessOutcome.NotAllowed;
        Rules.View = Rules.View with { Rules = [Sample.Rule()] };
        var page = Open();

        page.Find("section[aria-labelledby=rules] [role=switch]").Click();

        Assert.Contains("Ask an owner.", Text(page.Find("section[aria-labelledby=rules] [role=alert]")), StringComparison.Ordinal);
    }

    [Fact]
    public void S28_SomebodyElsesId_IsNotFound() =>
        Assert.Empty(Show<RulesPage>(("Id", "acp_00000000000000000000000000")).FindAll("h2"));

    [Theory]
    [InlineData(Weekdays.Tuesday, "Tue")]
    [InlineData(Weekdays.Monday | Weekdays.Tuesday, "Mon, Tue")]
    [InlineData(Weekdays.Monday | Weekdays.Wednesday | Weekdays.Friday, "Mon, Wed, Fri")]
    [InlineData(Weekdays.Monday | Weekdays.Tuesday | Weekdays.Wednesday | Weekdays.Thursday | Weekdays.Friday, "Mon–Fri")]
    [InlineData((Weekdays)127, "Every day")]
    public void Days_AsPeopleSayThem(Weekdays days, string words) => Assert.Equal(words, RuleWords.Days(days));

    [Theory]
    [InlineData("en", 11, "Mon–Fri 08:00–11:00, until 31 Jan 2027", "Wednesday")]
    [InlineData("en", 7, "Mon–Fri 08:00–07:00 on the next day, until 31 Jan 2027", "Wednesday")]
    [InlineData("de", 11, "Mo–Fr 08:00–11:00, bis 31. Jan. 2027", "Mittwoch")]
    [InlineData("de", 7, "Mo–Fr 08:00–07:00 am nächsten Tag, bis 31. Jan. 2027", "Mittwoch")]
    public void Hours_InTheLanguageThatIsSpoken(string language, int to, string hours, string wednesday)
    {
        using var spoken = Languages.Speak(language);
        var rule = Sample.Rule() with
        {
            Days = (Weekdays)31,
            From = new TimeOnly(8, 0),
            To = new TimeOnly(to, 0),
            LastDay = new DateOnly(2027, 1, 31),
        };

        Assert.Equal(hours, RuleWords.Hours(rule));
        Assert.Equal(wednesday, RuleWords.Name(Weekdays.Wednesday));
    }

    private static string WithoutIcon(string row) => row.Replace("event_repeat ", "", StringComparison.Ordinal);

    private IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> Open() => Show<RulesPage>(("Id", Car.Value));
}
