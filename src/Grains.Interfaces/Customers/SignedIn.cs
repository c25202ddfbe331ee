namespace ShopActors;

/// <summary>A session that has begun, or got new tokens.</summary>
[GenerateSerializer, Immutable, Alias("shop.signed-in")]
public sealed record SignedIn
{
    /// <summary>The customer.</summary>
    [Id(0)]
    public required CustomerSnapshot Customer { get; init; }

    /// <summary>The session.</summary>
    [Id(1)]
    public required SessionId Session { get; init; }

    /// <summary>Until when the access token is accepted.</summary>
    [Id(2)]
    public required DateTimeOffset ExpiresAt { get; init; }
}
