using Bunit;
using Portal.Client.Notifications;
using Portal.Client.Operator;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Operator;

public sealed class SystemPageTests : Screen
{
    [Fact]
    public void Mail_GoesOut_SaysSo() => Assert.Contains("Goes out", Text(Show<SystemPage>()), StringComparison.Ordinal);

    [Fact]
    public void Mail_ServerFails_SaysSinceWhenAndHowMuchWaits()
    {
        SystemPort.Mail = new MailQueueView
        {
            HasServer = true, Waiting = 12, OldestAt = Sample.Now.AddHours(-2), Fault = MailFault.NotReached, FailingSince = Sample.Now.AddHours(-1),
        };

        var text = Text(Show<SystemPage>());

        Assert.Contains("The mail server cannot be reached. Since 13:00", text, StringComparison.Ordinal);
        Assert.Contains("Waitingmessages12", text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Mail_BecomesFiles_SaysWhereAndThatNothingLeaves()
    {
        SystemPort.Mail = new MailQueueView { HasServer = true, Folder = "mail", Waiting = 0 };

        Assert.Contains("Kept as files", Text(Show<SystemPage>()), StringComparison.Ordinal);
        Assert.Contains("it becomes files in mail.", Text(Show<SystemPage>()), StringComparison.Ordinal);
    }

    [Fact]
    public void Mail_NoServer_SaysWhatDoesNotWork()
    {
        SystemPort.Mail = new MailQueueView { HasServer = false, Waiting = 0 };

        Assert.Contains("People can neither confirm an address nor get back in by mail", Text(Show<SystemPage>()), StringComparison.Ordinal);
    }
}
