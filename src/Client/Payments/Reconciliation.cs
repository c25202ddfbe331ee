namespace ShopActors.Client;

/// <summary>A comparison of the payments with the provider's records.</summary>
public sealed record Reconciliation : ShopResource
{
    /// <summary>The id.</summary>
    public required string Id { get; init; }

    /// <summary>The status.</summary>
    public required ReconciliationStatus Status { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>The operator who asked for it; null for the schedule.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>When it ended; null while it is running.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The payments of the shop that were compared; null unless it is completed.</summary>
    public long? Payments { get; init; }

    /// <summary>The payments in the provider's records; null unless it is completed.</summary>
    public long? Charges { get; init; }

    /// <summary>The payments whose journals could not be read; null unless it is completed.</summary>
    public long? Unreadable { get; init; }

    /// <summary>The differences, at most 100; null unless it is completed.</summary>
    public IReadOnlyList<PaymentDifference>? Differences { get; init; }

    /// <summary>The number of all differences; null unless it is completed.</summary>
    public long? DifferenceCount { get; init; }
}
