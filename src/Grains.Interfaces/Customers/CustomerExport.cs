using System.Collections.Immutable;

namespace ShopActors;

/// <summary>
/// Everything about a customer that the customer's own journal has, without secrets and their hashes.
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.customer-export")]
public sealed record CustomerExport
{
    /// <summary>The profile.</summary>
    [Id(0)]
    public required CustomerSnapshot Customer { get; init; }

    /// <summary>The identities, oldest first.</summary>
    [Id(1)]
    public required ImmutableArray<IdentitySnapshot> Identities { get; init; }

    /// <summary>The sessions, latest first.</summary>
    [Id(2)]
    public required ImmutableArray<SessionSnapshot> Sessions { get; init; }

    /// <summary>The messages, one entry for each kind.</summary>
    [Id(3)]
    public required ImmutableArray<MessageSnapshot> Messages { get; init; }
}
