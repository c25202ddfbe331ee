namespace Orleans.Streams;

/// <summary>The identity of a stream with a Guid key.</summary>
public interface IStreamIdentity
{
    /// <summary>The key.</summary>
    Guid Guid { get; }

    /// <summary>The namespace.</summary>
    string? Namespace { get; }
}
