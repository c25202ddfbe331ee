namespace ShopActors.Client;

/// <summary>Everything that the shop has about a customer.</summary>
public sealed record CustomerExport : ShopResource
{
    /// <summary>When it was read.</summary>
    public required DateTimeOffset ExportedAt { get; init; }

    /// <summary>The profile.</summary>
    public required Customer User { get; init; }

    /// <summary>The identities of OpenID providers, oldest first.</summary>
    public required IReadOnlyList<CustomerIdentity> Identities { get; init; }

    /// <summary>The sessions, latest first, without their tokens.</summary>
    public required IReadOnlyList<CustomerSession> Sessions { get; init; }

    /// <summary>The messages that were asked for.</summary>
    public required IReadOnlyList<CustomerMessages> Messages { get; init; }

    /// <summary>The carts that have not expired, latest first.</summary>
    public required IReadOnlyList<Cart> Carts { get; init; }

    /// <summary>The orders, latest first.</summary>
    public required IReadOnlyList<Order> Orders { get; init; }

    /// <summary>Leaves the personal data out.</summary>
    public override string ToString() => $"export of {User.Id}";
}
