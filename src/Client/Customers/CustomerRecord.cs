namespace ShopActors.Client;

/// <summary>A customer as operators see it.</summary>
public sealed record CustomerRecord
{
    /// <summary>The customer's id.</summary>
    public required string Id { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The e-mail address as it was entered.</summary>
    public required string Email { get; init; }

    /// <summary>Whether the customer has shown to read the mail of the address.</summary>
    public required bool EmailVerified { get; init; }

    /// <summary>When the customer was registered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The number of confirmed orders.</summary>
    public required long OrderCount { get; init; }

    /// <summary>What was paid for them and not refunded, for each currency.</summary>
    public required IReadOnlyList<Money> Spent { get; init; }

    /// <summary>The order that was placed last; null without orders.</summary>
    public string? LastOrderId { get; init; }

    /// <summary>When the last order was placed; null without orders.</summary>
    public DateTimeOffset? LastOrderAt { get; init; }

    /// <summary>Leaves the name and the address out.</summary>
    public override string ToString() => Id;
}
