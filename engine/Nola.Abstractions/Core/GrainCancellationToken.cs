namespace Orleans;

/// <summary>A cancellation token that travels with calls. New code uses <see cref="CancellationToken"/>.</summary>
[Immutable]
public sealed class GrainCancellationToken : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    internal GrainCancellationToken(Guid id) => Id = id;

    /// <summary>The token.</summary>
    public CancellationToken CancellationToken => _source.Token;

    internal Guid Id { get; }

    internal bool IsCancellationRequested => _source.IsCancellationRequested;

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    internal Task Cancel() => _source.CancelAsync();
}
