namespace ShopActors;

/// <summary>A session that begins, by the hashes of its tokens.</summary>
[GenerateSerializer, Immutable, Alias("shop.new-session")]
public sealed record NewSession
{
    /// <summary>The session's id: a repeated command has the same.</summary>
    [Id(0)]
    public required SessionId Id { get; init; }

    /// <summary>The hash of the access token.</summary>
    [Id(1)]
    public required TokenHash Access { get; init; }

    /// <summary>The hash of the refresh token.</summary>
    [Id(2)]
    public required TokenHash Refresh { get; init; }

    /// <summary>The client's <c>User-Agent</c>, for the customer to recognise the session by; null for none.</summary>
    [Id(3)]
    public string? UserAgent { get; init; }
}
