using Portal.Access;
using Portal.Client.Access;

namespace Portal.Tests.Access;

/// <summary>What <em>secured</em> means for each profile (product.md): every part of it said, and nothing taken for granted.</summary>
public sealed class SecuredMeaningTests
{
    [Theory]
    [InlineData("key-box", true, true)]
    [InlineData("connected-car", true, true)]
    [InlineData("smart-lock", true, true)]
    [InlineData("garage-opener", false, true)]
    [InlineData("doorbell", false, false)]
    [InlineData("something else", false, false)]
    public void Of_AProfile_IsItsRowOfTheProduct(string profile, bool needsLock, bool needsDoor) =>
        Assert.Equal(new SecuredMeaning(needsLock, needsDoor), SecuredMeaning.Of(profile));

    [Fact]
    public void S01_IsMet_EveryLockAndDoor_OnlyAsTheProfileSays()
    {
        foreach (var bolt in Enum.GetValues<LockState>())
        {
            foreach (var door in Enum.GetValues<DoorState>())
            {
                var (isLocked, isClosed) = (bolt == LockState.Locked, door == DoorState.Closed);
                Assert.Equal(isLocked && isClosed, new SecuredMeaning(NeedsLock: true, NeedsDoor: true).IsMet(bolt, door));
                Assert.Equal(isClosed, new SecuredMeaning(NeedsLock: false, NeedsDoor: true).IsMet(bolt, door));
                Assert.Equal(isLocked, new SecuredMeaning(NeedsLock: true, NeedsDoor: false).IsMet(bolt, door));
                Assert.False(new SecuredMeaning(NeedsLock: false, NeedsDoor: false).IsMet(bolt, door));
            }
        }
    }
}
