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

    /// <summary>The sum of the lines.</summary>
    public required Money Total { get; init; }

    /// <summary>What the shopper should know.</summary>
    public required IReadOnlyList<CartWarning> Warnings { get; init; }

    /// <summary>When the cart expires unless it changes before.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The order whose checkout locks the cart.</summary>
    public string? LockedBy { get; init; }

    /// <summary>Counts the changes, from 1.</summary>
    public required long Version { get; init; }
}
