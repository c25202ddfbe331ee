namespace Nola.Runtime.Activation;

/// <summary>
/// The grain cancellation tokens of one activation: a token keeps its identity on its way, and is another object at each
/// grain, whose callbacks run on that grain's turn. Used on its turn.
/// </summary>
/// <remarks>
/// A cancellation may overtake the call that brings the token. Nobody says when a grain has no more use for a token, so
/// those are forgotten that nothing was heard of for a while.
/// </remarks>
internal sealed class CancellationExtension : ICancellationExtension, IDisposable
{
    private static readonly TimeSpan Expiry = TimeSpan.FromMinutes(7);

    private readonly Dictionary<Guid, Entry> _entries = [];
    private readonly TimeProvider _time;
    private readonly ITimer _sweep;

    public CancellationExtension(GrainActivation activation)
    {
        _time = activation.Host.Time;
        using (ExecutionContext.SuppressFlow())
        {
            _sweep = _time.CreateTimer(_ => activation.QueueAction(ForgetOld), null, Expiry, Expiry);
        }
    }

    public Task Cancel(Guid token) => Get(token).Cancel();

    /// <summary>The activation's token of that identity.</summary>
    public GrainCancellationToken Get(Guid id)
    {
        if (!_entries.TryGetValue(id, out var entry)) _entries[id] = entry = new Entry(new GrainCancellationToken(id));

        entry.UsedAt = _time.GetTimestamp();
        return entry.Token;
    }

    public void Dispose() => _sweep.Dispose();

    private void ForgetOld()
    {
        foreach (var (id, entry) in _entries)
        {
            if (_time.GetElapsedTime(entry.UsedAt) >= Expiry) _entries.Remove(id);
        }
    }

    private sealed class Entry(GrainCancellationToken token)
    {
        public GrainCancellationToken Token { get; } = token;

        public long UsedAt { get; set; }
    }
}
