namespace ShopActors;

/// <summary>A session of a customer.</summary>
[GenerateSerializer, Immutable, Alias("shop.session")]
public sealed record SessionSnapshot
{
    /// <summary>The session's id.</summary>
    [Id(0)]
    public required SessionId Id { get; init; }

    /// <summary>When it began.</summary>
    [Id(1)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last used, to the hour.</summary>
    [Id(2)]
    public required DateTimeOffset LastUsedAt { get; init; }

    /// <summary>The program that began it; null if it named none, or one that cannot be shown.</summary>
    [Id(3)]
    public string? UserAgent { get; init; }

    /// <summary>Whether it is the session of the token that was named.</summary>
    [Id(4)]
    public bool IsCurrent { get; init; }
}
