namespace ShopActors;

/// <summary>A question about one operation.</summary>
public sealed record ProviderLookup
{
    /// <summary>The operation's key.</summary>
    public required string Key { get; init; }

    /// <summary>The payment.</summary>
    public required PaymentId Payment { get; init; }

    /// <summary>What the key stands for.</summary>
    public required ProviderOperation Operation { get; init; }

    /// <summary>The provider's name for the authorisation; null as long as no answer has told it.</summary>
    public string? Authorisation { get; init; }
}
