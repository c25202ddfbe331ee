using System.Security.Cryptography;

namespace Orleans.Runtime;

/// <summary>
/// Values that travel with calls, from the caller to everything it calls. Changes never flow back to the caller.
/// </summary>
/// <remarks>
/// Dictionaries are never changed once they are in the ambient slot: a change replaces the whole, so a snapshot can be
/// taken for a message, or kept by another thread, without a copy.
/// </remarks>
public static class RequestContext
{
    internal const string CallChainReentrancyKey = "#RC_CCR";

    private static readonly AsyncLocal<Dictionary<string, object>?> Ambient = new();
    private static readonly long ReentrancySource = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8));
    private static long _lastReentrancySection;

    /// <summary>The keys.</summary>
    public static IEnumerable<string> Keys => (IEnumerable<string>?)Ambient.Value?.Keys ?? [];

    /// <summary>The keys with their values.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries =>
        (IEnumerable<KeyValuePair<string, object>>?)Ambient.Value ?? [];

    /// <summary>The id of the call chain that may re-enter activations, or the empty id.</summary>
    public static Guid ReentrancyId
    {
        get => Get(CallChainReentrancyKey) is Guid id ? id : Guid.Empty;
        set
        {
            if (value == Guid.Empty)
            {
                Remove(CallChainReentrancyKey);
            }
            else
            {
                Set(CallChainReentrancyKey, value);
            }
        }
    }

    /// <summary>The values; owned by the context, so whoever holds them must not change them.</summary>
    internal static Dictionary<string, object>? Snapshot
    {
        get => Ambient.Value;
        set
        {
            if (!ReferenceEquals(Ambient.Value, value)) Ambient.Value = value;
        }
    }

    /// <summary>The value of a key, or null.</summary>
    public static object? Get(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Ambient.Value is { } values && values.TryGetValue(key, out var value) ? value : null;
    }

    /// <summary>Sets the value of a key, for this flow of control and what it calls.</summary>
    public static void Set(string key, object value)
    {
        ArgumentNullException.ThrowIfNull(key);
        Ambient.Value = Ambient.Value is { } values
            ? new Dictionary<string, object>(values) { [key] = value }
            : new Dictionary<string, object>(1) { [key] = value };
    }

    /// <summary>Removes a key.</summary>
    public static bool Remove(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (Ambient.Value is not { } values || !values.ContainsKey(key)) return false;

        if (values.Count == 1)
        {
            Ambient.Value = null;
            return true;
        }

        var remaining = new Dictionary<string, object>(values);
        remaining.Remove(key);
        Ambient.Value = remaining;
        return true;
    }

    /// <summary>Removes all keys.</summary>
    public static void Clear() => Snapshot = null;

    /// <summary>Lets calls made until the result is disposed re-enter the current activation.</summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var original = ReentrancyId;
        return new ReentrancySection(original, original == Guid.Empty ? NewReentrancyId() : original);
    }

    /// <summary>Keeps calls made until the result is disposed from re-entering activations.</summary>
    public static ReentrancySection SuppressCallChainReentrancy() => new(ReentrancyId, Guid.Empty);

    // Unique by construction: a random number per process and a counter.
    private static Guid NewReentrancyId()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, ReentrancySource);
        BitConverter.TryWriteBytes(bytes[8..], Interlocked.Increment(ref _lastReentrancySection));
        return new Guid(bytes);
    }

    /// <summary>A part of a method in which call-chain reentrancy is on or off.</summary>
    public readonly struct ReentrancySection : IDisposable
    {
        private readonly Guid _original;
        private readonly Guid _current;

        /// <summary>Enters the section.</summary>
        public ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId)
        {
            _original = originalReentrancyId;
            _current = newReentrancyId;
            if (newReentrancyId != originalReentrancyId) ReentrancyId = newReentrancyId;
            if (newReentrancyId != Guid.Empty && RuntimeContext.Current is ICallChainReentrantGrainContext grain)
            {
                grain.OnEnterReentrantSection(newReentrancyId);
            }
        }

        /// <summary>Leaves the section.</summary>
        public void Dispose()
        {
            if (_current != Guid.Empty && RuntimeContext.Current is ICallChainReentrantGrainContext grain)
            {
                grain.OnExitReentrantSection(_current);
            }

            if (_current != _original) ReentrancyId = _original;
        }
    }
}
