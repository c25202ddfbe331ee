using ShopActors.Hosting.Failover;

namespace ShopActors.WebApi.Tests.Failover;

public sealed class FailoverValidatorTests
{
    [Fact]
    public void Validate_Defaults_AreAccepted() => Assert.Empty(Refusals(_ => { }));

    [Fact]
    public void Validate_ProbesLongerThanTheirMaximum_AreRefused() =>
        Assert.Contains(
            "ProbeTimeoutMax",
            Assert.Single(Refusals(settings => settings.ProbeTimeoutMax = settings.ProbeTimeout / 2)));

    [Fact]
    public void Validate_VotesThatExpireBeforeThereAreEnough_AreRefused() =>
        Assert.Contains(
            "VoteExpiration", Assert.Single(Refusals(settings => settings.VoteExpiration = TimeSpan.FromSeconds(5))));

    [Fact]
    public void Validate_RepetitionAfterTheCallIsOver_IsRefused() =>
        Assert.Contains(
            "RepeatAfter", Assert.Single(Refusals(settings => settings.RepeatAfter = settings.ResponseTimeout)));

    [Fact]
    public void Validate_EverythingWrong_IsToldAtOnce() => Assert.Equal(4, Refusals(settings =>
    {
        settings.ProbeTimeoutMax = settings.ProbeTimeout / 2;
        settings.VoteExpiration = TimeSpan.FromSeconds(1);
        settings.RepeatAfter = settings.ResponseTimeout;
        settings.RepeatDelay = settings.RepeatAfter * 2;
    }).Count);

    private static IReadOnlyList<string> Refusals(Action<FailoverSettings> change)
    {
        var settings = new FailoverSettings();
        change(settings);
        return [.. new FailoverValidator().Validate(null, settings).Failures ?? []];
    }
}
