namespace ShopActors.Client;

/// <summary>An operation whose outcome the provider does not tell.</summary>
public sealed record PaymentReview
{
    /// <summary>The operation's key, which the provider's records have too.</summary>
    public required string Operation { get; init; }

    /// <summary>The amount.</summary>
    public required Money Amount { get; init; }

    /// <summary>When it was first requested.</summary>
    public required DateTimeOffset RequestedAt { get; init; }
}
