using Nola.Runtime.Membership;

namespace Nola.Runtime.Tests.Membership;

public sealed class LeaseTests
{
    private readonly ManualTime _time = new();
    private readonly Lease _lease;

    public LeaseTests() => _lease = new Lease(TimeSpan.FromSeconds(2), _time);

    [Fact]
    public void IsValid_BeforeTheFirstRead_IsFalse() => Assert.False(_lease.IsValid);

    [Fact]
    public void Renew_CountsFromWhenTheReadBegan()
    {
        var began = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromSeconds(1.5));

        _lease.Renew(began);

        Assert.True(_lease.IsValid);
        _time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.False(_lease.IsValid);
    }

    [Fact]
    public void Renew_UnlimitedLease_IsValidUntilItIsRevoked()
    {
        var lease = new Lease(TimeSpan.FromSeconds(2), _time, isUnlimited: true);
        Assert.False(lease.IsValid);

        lease.Renew(_time.GetTimestamp());
        _time.Advance(TimeSpan.FromDays(1));
        Assert.True(lease.IsValid);
        lease.Revoke();

        Assert.False(lease.IsValid);
    }

    [Fact]
    public void Renew_ByAnOlderRead_DoesNotShortenIt()
    {
        var older = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromSeconds(1));
        _lease.Renew(_time.GetTimestamp());

        _lease.Renew(older);
        _time.Advance(TimeSpan.FromSeconds(1.5));

        Assert.True(_lease.IsValid);
    }

    [Fact]
    public void Revoke_IsFinal()
    {
        _lease.Revoke();
        _lease.Renew(_time.GetTimestamp());

        Assert.False(_lease.IsValid);
    }
}
