using System.Security.Cryptography;

namespace Orleans;

/// <summary>The source of a cancellation token that travels with calls.</summary>
public sealed class GrainCancellationTokenSource : IDisposable
{
    /// <summary>A source whose token is not cancelled.</summary>
    public GrainCancellationTokenSource() =>
        Token = new GrainCancellationToken(new Guid(RandomNumberGenerator.GetBytes(16)));

    /// <summary>The token.</summary>
    public GrainCancellationToken Token { get; }

    /// <summary>Whether the token is cancelled.</summary>
    public bool IsCancellationRequested => Token.IsCancellationRequested;

    /// <summary>Cancels the token.</summary>
    public Task Cancel() => Token.Cancel();

    /// <inheritdoc/>
    public void Dispose() => Token.Dispose();
}
