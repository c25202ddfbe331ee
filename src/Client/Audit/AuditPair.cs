namespace ShopActors.Client;

/// <summary>An amount according to the shop and to the provider.</summary>
public sealed record AuditPair
{
    /// <summary>The amount in the shop's journals.</summary>
    public required long Shop { get; init; }

    /// <summary>The amount in the provider's records.</summary>
    public required long Provider { get; init; }
}
