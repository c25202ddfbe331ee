namespace Orleans.Streams;

/// <summary>The identity of a stream with a Guid key.</summary>
/// <param name="streamGuid">The key.</param>
/// <param name="streamNamespace">The namespace.</param>
public sealed class StreamIdentity(Guid streamGuid, string? streamNamespace) : IStreamIdentity
{
    /// <inheritdoc/>
    public Guid Guid { get; } = streamGuid;

    /// <inheritdoc/>
    public string? Namespace { get; } = streamNamespace;

    /// <inheritdoc/>
    public override bool Equals(object? obj) =>
        obj is StreamIdentity other && Guid == other.Guid && Namespace == other.Namespace;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Guid, Namespace);
}
