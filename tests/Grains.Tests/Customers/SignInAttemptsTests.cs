namespace ShopActors.Grains.Tests.Customers;

public sealed class SignInAttemptsTests
{
    private static readonly SourceId Stranger = CustomerSamples.Source(1);
    private static readonly SourceId Owner = CustomerSamples.Source(2);

    private readonly SignInAttempts _attempts = new();
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Failures_OfOneSource_PauseItLongerAndLongerUpToTheLimit()
    {
        for (var i = 0; i < SignInAttempts.FreeFailures; i++) Assert.Null(_attempts.Begin(Stranger, _now));
        var pause = TimeSpan.FromSeconds(1);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(pause, _attempts.Begin(Stranger, _now));
            _now += pause;
            Assert.Null(_attempts.Begin(Stranger, _now));
            pause = pause * 2 < SignInAttempts.PauseMax ? pause * 2 : SignInAttempts.PauseMax;
        }

        Assert.Equal(SignInAttempts.PauseMax, pause);
        Assert.Null(_attempts.Begin(Owner, _now));
    }

    [Fact]
    public void Success_ForgetsTheFailuresOfItsSource()
    {
        for (var i = 0; i < SignInAttempts.FreeFailures; i++) _attempts.Begin(Stranger, _now);
        _attempts.Succeed(Stranger);
        for (var i = 0; i < SignInAttempts.FreeFailures; i++) Assert.Null(_attempts.Begin(Stranger, _now));
        Assert.NotNull(_attempts.Begin(Stranger, _now));
    }

    [Fact]
    public void Failures_OfManySources_AreAHundredAndThenOneAtATime()
    {
        var begun = Enumerable.Range(1, 500)
            .Select(i => SourceId.From([.. BitConverter.GetBytes((long)i), .. new byte[8]]))
            .Count(source => _attempts.Begin(source, _now) is null);
        Assert.Equal(SignInAttempts.FailuresMax, begun);
        Assert.Equal(SignInAttempts.Regain, _attempts.Begin(Owner, _now));
        _now += SignInAttempts.Regain;
        Assert.Null(_attempts.Begin(Owner, _now));
    }
}
