using System.Collections.Immutable;

namespace ShopActors;

/// <summary>What a reconciliation has found.</summary>
[GenerateSerializer, Immutable, Alias("shop.reconciliation-report")]
public sealed record ReconciliationReport
{
    /// <summary>How many differences a report lists.</summary>
    public const int DifferencesMax = 100;

    /// <summary>The payments of the shop that were compared.</summary>
    [Id(0)]
    public long Payments { get; init; }

    /// <summary>The payments in the provider's records.</summary>
    [Id(1)]
    public long Charges { get; init; }

    /// <summary>The payments whose journals could not be read.</summary>
    [Id(2)]
    public long Unreadable { get; init; }

    /// <summary>The differences, as far as they are listed.</summary>
    [Id(3)]
    public ImmutableArray<PaymentDifference> Differences { get; init; } = [];

    /// <summary>The number of all differences.</summary>
    [Id(4)]
    public long DifferenceCount { get; init; }
}
