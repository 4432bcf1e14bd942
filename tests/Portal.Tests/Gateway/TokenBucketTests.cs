using Portal.Gateway;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway;

public sealed class TokenBucketTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Take_MoreThanIsLeft_TakesNothingAndSaysWhen()
    {
        var bucket = new TokenBucket(50, 2000, _time);
        Assert.Equal(TimeSpan.Zero, bucket.Take(1900));

        Assert.Equal(TimeSpan.FromSeconds(2), bucket.Take(200));
        Assert.Equal(TimeSpan.Zero, bucket.Take(100));
    }

    [Fact]
    public void Take_AfterATime_HasSoMuchMore()
    {
        var bucket = new TokenBucket(50, 2000, _time);
        bucket.Take(2000);

        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(TimeSpan.Zero, bucket.Take(150));
        Assert.NotEqual(TimeSpan.Zero, bucket.Take(1));
    }

    [Fact]
    public void Take_AfterALongSilence_HasNoMoreThanTheBurst()
    {
        var bucket = new TokenBucket(50, 2000, _time);
        bucket.Take(2000);

        _time.Advance(TimeSpan.FromDays(1));

        Assert.True(bucket.IsFull);
        Assert.Equal(TimeSpan.Zero, bucket.Take(2000));
        Assert.NotEqual(TimeSpan.Zero, bucket.Take(1));
    }
}
