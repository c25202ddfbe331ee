namespace ShopActors.Client;

/// <summary>A person's decision on an operation in review.</summary>
public sealed record PaymentDecisionRequest
{
    /// <summary>The operation's key.</summary>
    public required string Operation { get; init; }

    /// <summary>Whether the provider executed it.</summary>
    public required PaymentDecision Outcome { get; init; }

    /// <summary>What shows that.</summary>
    public required string Evidence { get; init; }
}
