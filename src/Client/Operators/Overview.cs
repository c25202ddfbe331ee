namespace ShopActors.Client;

/// <summary>What an operator's console begins with.</summary>
public sealed record Overview : ShopResource
{
    /// <summary>The operator who asks.</summary>
    public required OverviewOperator Operator { get; init; }

    /// <summary>The silos of the cluster, the oldest first; null without the scope <c>metrics:read</c>.</summary>
    public IReadOnlyList<Silo>? Silos { get; init; }

    /// <summary>
    /// The requests that the answering process served; null without the scope <c>metrics:read</c>.
    /// </summary>
    public Traffic? Traffic { get; init; }

    /// <summary>Whether trouble can be made: true in Development with the simulated provider.</summary>
    public required bool FailureLab { get; init; }
}
