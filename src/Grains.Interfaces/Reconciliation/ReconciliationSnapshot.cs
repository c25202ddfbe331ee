namespace ShopActors;

/// <summary>A comparison of the shop's payments with the provider's records.</summary>
[GenerateSerializer, Immutable, Alias("shop.reconciliation-snapshot")]
public sealed record ReconciliationSnapshot
{
    /// <summary>The id.</summary>
    [Id(0)]
    public required OperationId Id { get; init; }

    /// <summary>The status.</summary>
    [Id(1)]
    public required ReconciliationStatus Status { get; init; }

    /// <summary>When it was asked for.</summary>
    [Id(2)]
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>The operator who asked for it; null for the schedule.</summary>
    [Id(3)]
    public PrincipalId? RequestedBy { get; init; }

    /// <summary>When it ended; null while it is running.</summary>
    [Id(4)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What it found; null unless it is completed.</summary>
    [Id(5)]
    public ReconciliationReport? Report { get; init; }
}
