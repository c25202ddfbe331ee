namespace ShopActors;

/// <summary>
/// The failed attempts to sign in with one address. Each source has its own count, so that a stranger's failures do not
/// keep the owner out; all sources together have a rate, against guessing from many of them.
/// </summary>
internal sealed class SignInAttempts
{
    /// <summary>How often a source may fail before it has to pause.</summary>
    public const int FreeFailures = 5;

    /// <summary>How many sources are remembered; one more drops the one that failed longest ago.</summary>
    public const int SourcesMax = 64;

    /// <summary>How often all sources may fail at once: NIST SP 800-63B allows 100 consecutive failures.</summary>
    public const int FailuresMax = 100;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>After how long one more failure of all sources is allowed.</summary>
    public static TimeSpan Regain { get; } = TimeSpan.FromSeconds(30);

    public static TimeSpan PauseMax { get; } = TimeSpan.FromMinutes(15);

    private readonly Dictionary<SourceId, Failures> _sources = [];

    // When no failure of any source would be remembered: at most FailuresMax times Regain ahead.
    private DateTimeOffset _forgottenAt;

    /// <summary>Counts an attempt as failed; returns how long to wait if none is allowed now.</summary>
    public TimeSpan? Begin(SourceId source, DateTimeOffset now)
    {
        var known = _sources.GetValueOrDefault(source);
        if (now - known.LatestAt >= PauseMax + PauseMax) known = default;
        if (known.LatestAt + PauseAfter(known.Count) is var next && next > now) return next - now;

        var forgotten = (_forgottenAt > now ? _forgottenAt : now) + Regain;
        if (forgotten - now > Regain * FailuresMax) return forgotten - now - (Regain * FailuresMax);

        _forgottenAt = forgotten;
        _sources[source] = new(known.Count + 1, now);
        if (_sources.Count > SourcesMax) _sources.Remove(_sources.MinBy(pair => pair.Value.LatestAt).Key);
        return null;
    }

    /// <summary>Forgets the failures of a source.</summary>
    public void Succeed(SourceId source)
    {
        if (_sources.Remove(source)) _forgottenAt -= Regain;
    }

    /// <summary>How long a source has to pause after so many failures: doubled with each.</summary>
    internal static TimeSpan PauseAfter(int failures)
    {
        if (failures < FreeFailures) return TimeSpan.Zero;
        var pause = FirstPause * Math.Pow(2, Math.Min(failures - FreeFailures, 20));
        return pause < PauseMax ? pause : PauseMax;
    }

    private readonly record struct Failures(int Count, DateTimeOffset LatestAt);
}
