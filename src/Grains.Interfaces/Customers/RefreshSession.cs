namespace ShopActors;

/// <summary>The replacement of a session's tokens.</summary>
[GenerateSerializer, Immutable, Alias("shop.refresh-session")]
public sealed record RefreshSession
{
    /// <summary>The session.</summary>
    [Id(0)]
    public required SessionId Session { get; init; }

    /// <summary>The hash of the refresh token that was presented.</summary>
    [Id(1)]
    public required TokenHash Presented { get; init; }

    /// <summary>The hash of the new access token, which follows from the presented token.</summary>
    [Id(2)]
    public required TokenHash Access { get; init; }

    /// <summary>The hash of the new refresh token, which follows from the presented token.</summary>
    [Id(3)]
    public required TokenHash Refresh { get; init; }

    /// <summary>The request's command; null if it has no idempotency key.</summary>
    [Id(4)]
    public OperationId? Operation { get; init; }
}
