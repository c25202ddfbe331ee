namespace ShopActors.Client;

/// <summary>The messages of a kind that a customer was sent.</summary>
public sealed record CustomerMessages
{
    /// <summary>What they are for: <c>verification</c> or <c>password_reset</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>When the latest were asked for, oldest first.</summary>
    public required IReadOnlyList<DateTimeOffset> RequestedAt { get; init; }
}
