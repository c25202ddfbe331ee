namespace ShopActors.Client;

/// <summary>A refund.</summary>
public sealed record Refund : ShopResource
{
    /// <summary>The refund's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its status; pending while the provider has not answered.</summary>
    public required RefundStatus Status { get; init; }

    /// <summary>The amount.</summary>
    public required Money Amount { get; init; }

    /// <summary>The units it is for; empty if it is for an amount.</summary>
    public required IReadOnlyList<LineUnits> Lines { get; init; }

    /// <summary>Whether it is for the shipping.</summary>
    public required bool Shipping { get; init; }

    /// <summary>The provider's reason for a refusal.</summary>
    public string? Code { get; init; }
}
