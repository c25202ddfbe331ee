using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Orleans;

/// <summary>A cancellation token that travels with calls. New code uses <see cref="CancellationToken"/>.</summary>
[Immutable]
public sealed class GrainCancellationToken : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    // The grains that the token was passed to and how it is cancelled there; they forget it once it was.
    private readonly ConcurrentDictionary<GrainId, Func<Guid, Task>> _targets = new();

    internal GrainCancellationToken(Guid id) => Id = id;

    /// <summary>The token.</summary>
    public CancellationToken CancellationToken => _source.Token;

    internal Guid Id { get; }

    internal bool IsCancellationRequested => _source.IsCancellationRequested;

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    /// <summary>Cancels the token here and at every grain that it was passed to, and waits for all of them.</summary>
    internal Task Cancel()
    {
        if (_source.IsCancellationRequested) return Task.CompletedTask;

        List<Task> cancellations = [];
        try
        {
            _source.Cancel();
        }
        catch (Exception exception) // What a callback throws keeps nobody else from being cancelled.
        {
            cancellations.Add(Task.FromException(exception));
        }

        foreach (var (grain, _) in _targets)
        {
            if (_targets.TryRemove(grain, out var cancel)) cancellations.Add(cancel(Id));
        }

        return cancellations is [var only] ? only : Task.WhenAll(cancellations);
    }

    /// <summary>Notes that a grain gets the token. A token that is cancelled meanwhile travels as a cancelled one.</summary>
    internal void AddTarget(GrainReference grain, Func<GrainReference, Guid, Task> cancel)
    {
        if (!_targets.ContainsKey(grain.GrainId)) _targets.TryAdd(grain.GrainId, id => cancel(grain, id));
    }
}
