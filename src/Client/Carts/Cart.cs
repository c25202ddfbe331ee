namespace ShopActors.Client;

/// <summary>A cart.</summary>
public sealed record Cart : ShopResource
{
    /// <summary>The cart's id.</summary>
    public required string Id { get; init; }

    /// <summary>The token of the guest who owns it: only in the answer that creates the cart.</summary>
    public string? Token { get; init; }

    /// <summary>Which commands the cart accepts: none while a checkout locks it, or once it was merged.</summary>
    public required CartStatus Status { get; init; }

    /// <summary>The lines, in the order they were added.</summary>
    public required IReadOnlyList<CartLine> Items { get; init; }

    /// <summary>What was attached to the cart; the order gets it.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>The sum of the lines' prices.</summary>
    public required Money Subtotal { get; init; }

    /// <summary>The discounts, in the order they were applied.</summary>
    public required IReadOnlyList<Discount> Discounts { get; init; }

    /// <summary>What the shipping costs after discounts.</summary>
    public required Money Shipping { get; init; }

    /// <summary>The tax of lines and shipping.</summary>
    public required Money Tax { get; init; }

    /// <summary>Whether prices include the tax; otherwise the total is that much more.</summary>
    public required bool TaxIncluded { get; init; }

    /// <summary>What the buyer pays.</summary>
    public required Money Total { get; init; }

    /// <summary>The coupons, in the order they were added.</summary>
    public required IReadOnlyList<Coupon> Coupons { get; init; }

    /// <summary>The chosen shipping method.</summary>
    public ChosenShipping? ShippingMethod { get; init; }

    /// <summary>How to reach the buyer.</summary>
    public Contact? Contact { get; init; }

    /// <summary>Where the goods go.</summary>
    public Address? ShippingAddress { get; init; }

    /// <summary>Where the invoice goes; null for the shipping address.</summary>
    public Address? BillingAddress { get; init; }

    /// <summary>What a checkout would need and the cart does not have: names of its members.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>What the shopper should know.</summary>
    public required IReadOnlyList<CartWarning> Warnings { get; init; }

    /// <summary>When the cart expires unless it changes before.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The order whose checkout locks the cart.</summary>
    public string? LockedBy { get; init; }

    /// <summary>Counts the changes, from 1.</summary>
    public required long Version { get; init; }
}
