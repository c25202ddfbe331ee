namespace ShopActors;

/// <summary>The latest recount of all customers' totals.</summary>
[GenerateSerializer, Immutable, Alias("shop.recount-snapshot")]
public sealed record RecountSnapshot
{
    /// <summary>The status.</summary>
    [Id(0)]
    public required RecountStatus Status { get; init; }

    /// <summary>When it was asked for; null without one.</summary>
    [Id(1)]
    public DateTimeOffset? RequestedAt { get; init; }

    /// <summary>The operator who asked for it; null without one.</summary>
    [Id(2)]
    public PrincipalId? RequestedBy { get; init; }

    /// <summary>When it ended; null while it is running.</summary>
    [Id(3)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The customers that were counted; null while it is running.</summary>
    [Id(4)]
    public long? Customers { get; init; }
}
