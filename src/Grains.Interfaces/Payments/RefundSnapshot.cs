namespace ShopActors;

/// <summary>Where a refund stands.</summary>
[GenerateSerializer, Alias("shop.refund-status")]
public enum RefundStatus
{
    /// <summary>The provider has not answered yet.</summary>
    Pending = 0,

    /// <summary>The money was given back.</summary>
    Succeeded = 1,

    /// <summary>The provider said no, for good.</summary>
    Refused = 2,
}

/// <summary>One refund.</summary>
[GenerateSerializer, Immutable, Alias("shop.refund")]
public sealed record RefundSnapshot
{
    /// <summary>The command that asked for it; asked for again, it is the same refund.</summary>
    [Id(0)]
    public required OperationId Id { get; init; }

    /// <summary>How much.</summary>
    [Id(1)]
    public required Money Amount { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(2)]
    public required RefundStatus Status { get; init; }

    /// <summary>The provider's reason for a refusal.</summary>
    [Id(3)]
    public string? Code { get; init; }
}
