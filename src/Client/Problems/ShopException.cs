namespace ShopActors.Client;

/// <summary>A call that did not succeed.</summary>
public abstract class ShopException : Exception
{
    private protected ShopException(string message, Exception? inner)
        : base(message, inner)
    {
    }

    /// <summary>
    /// The key of the write, drawn by the client or given by the caller; null for a read. Repeating the write with it
    /// cannot have another effect.
    /// </summary>
    public string? IdempotencyKey { get; internal init; }

    /// <summary>
    /// Whether the write may have been executed. Find out by repeating it with <see cref="IdempotencyKey"/>.
    /// </summary>
    public bool IsOutcomeUnknown { get; internal init; }
}
