namespace ShopActors.Client;

/// <summary>The latest recount of all customers' orders.</summary>
public sealed record Recount : ShopResource
{
    /// <summary>The status.</summary>
    public required RecountStatus Status { get; init; }

    /// <summary>When it was asked for; null if it never was.</summary>
    public DateTimeOffset? RequestedAt { get; init; }

    /// <summary>The operator who asked for it.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>When it ended; null while it is running.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The customers that were counted, with those who were deleted.</summary>
    public long? Customers { get; init; }
}
