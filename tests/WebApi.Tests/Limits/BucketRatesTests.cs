using Microsoft.Extensions.Time.Testing;
using ShopActors.WebApi.Limits;

namespace ShopActors.WebApi.Tests.Limits;

/// <summary>The rate of a bucket, on a clock that stands still until it is moved.</summary>
public sealed class BucketRatesTests
{
    private const int PerSecond = 4;
    private const int Burst = 3 * PerSecond;

    private readonly FakeTimeProvider _clock = new();
    private readonly BucketRates _rates;

    public BucketRatesTests() => _rates = new(PerSecond, TimeSpan.FromSeconds(3), _clock);

    [Fact]
    public void Burst_IsServedAndTheNextOneIsTold_HowLongToWait()
    {
        Assert.Equal(Burst, TakeAll(0));

        Assert.False(_rates.TryTake(0, out var wait));
        Assert.Equal(1.0 / PerSecond, wait, precision: 6);
    }

    [Fact]
    public void Time_FillsTheBucketAtItsRate_UpToTheBurst()
    {
        TakeAll(0);

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(PerSecond, TakeAll(0));

        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(Burst, TakeAll(0));
    }

    [Fact]
    public void OtherBuckets_AreNotTouched()
    {
        TakeAll(0);

        Assert.True(_rates.TryTake(1, out _));
        Assert.True(_rates.TryTake(-1, out _));
    }

    [Fact]
    public void ManyAtOnce_TakeTheBurstAndNoMore()
    {
        var taken = 0;
        Parallel.For(0, 8 * Burst, _ =>
        {
            if (_rates.TryTake(7, out double _)) Interlocked.Increment(ref taken);
        });

        Assert.Equal(Burst, taken);
    }

    private int TakeAll(int hash)
    {
        var taken = 0;
        while (_rates.TryTake(hash, out _)) taken++;
        return taken;
    }
}
