namespace ShopActors.Client;

/// <summary>The options of a new cart.</summary>
public sealed record CreateCartRequest
{
    /// <summary>The currency of its prices; EUR if null.</summary>
    public string? Currency { get; init; }

    /// <summary>What to attach to the cart; the order gets it.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
