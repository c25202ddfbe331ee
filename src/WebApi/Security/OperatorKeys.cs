using System.Collections.Concurrent;

namespace ShopActors.WebApi.Security;

/// <summary>
/// The operators' keys that were used lately. A grain is asked about each at most every few seconds, so a key that was
/// deleted stops working everywhere within <see cref="Lifetime"/>.
/// </summary>
internal sealed class OperatorKeys(IGrainFactory grains, IdSeal seal, TimeProvider time)
{
    /// <summary>More keys than a shop can have at once.</summary>
    private const int KnownMax = 2 * OperatorLimits.KeysMax;

    private readonly ConcurrentDictionary<TokenHash, Known> _known = new();

    /// <summary>How long an answer of the grain is used: less than the five seconds that are promised.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromSeconds(4);

    /// <summary>The operator with a key; null if the key is not accepted.</summary>
    public async ValueTask<CallerIdentity?> IdentifyAsync(string text)
    {
        if (!OperatorKey.TryParse(text, seal, out var key)) return null;

        // From before the grain is asked: its answer may be as old.
        var now = time.GetTimestamp();
        if (_known.TryGetValue(key.Hash, out var known) && time.GetElapsedTime(known.AskedAt, now) < Lifetime)
        {
            return known.Identity;
        }

        var found = await grains.GetGrain<IOperatorKeysGrain>(OperatorLimits.ShopKey).Authenticate(key.Id, key.Hash);
        if (found.IsRefused)
        {
            _known.TryRemove(key.Hash, out _);
            return null;
        }

        var caller = Caller.Ops(new PrincipalId(found.Value.Id.Value), found.Value.Scopes);
        var identity = new CallerIdentity(caller, token: null, found.Value.Name);
        if (_known.Count >= KnownMax) _known.Clear();
        _known[key.Hash] = new(identity, now);
        return identity;
    }

    private readonly record struct Known(CallerIdentity Identity, long AskedAt);
}
