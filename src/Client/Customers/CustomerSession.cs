namespace ShopActors.Client;

/// <summary>A session in a list.</summary>
public sealed record CustomerSession
{
    /// <summary>The session's id.</summary>
    public required string Id { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last used, to the hour.</summary>
    public required DateTimeOffset LastUsedAt { get; init; }

    /// <summary>The program that began it.</summary>
    public string? UserAgent { get; init; }

    /// <summary>Whether it is the session of the request that listed it.</summary>
    public required bool Current { get; init; }
}
