using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Counts in memory alone: an anonymous attempt must not cost a write, and one for an unknown address not be told from
/// another. A silo's crash forgives the failures; deactivation does not, because the activation outlives the pauses.
/// </summary>
[GrainType("sign-in")]
internal sealed class SignInGrain(JournalGrainServices services) : Grain, ISignInGrain
{
    private readonly SignInAttempts _attempts = new();

    public Task<Result> Begin(SourceId source)
    {
        var wait = _attempts.Begin(source, services.Time.Now());
        return Task.FromResult<Result>(
            wait is { } time ? CustomerErrors.TooManyAttempts with { RetryAfter = time } : Result.Ok);
    }

    public Task Succeed(SourceId source)
    {
        _attempts.Succeed(source);
        return Task.CompletedTask;
    }
}
