namespace ShopActors;

/// <summary>
/// A person's decision on an operation in review: whether the provider executed it, as far as its own records or
/// support tell.
/// </summary>
[GenerateSerializer, Immutable, Alias("shop.decide-payment")]
public sealed record DecidePayment
{
    /// <summary>The longest evidence.</summary>
    public const int EvidenceMax = 500;

    /// <summary>The key of the operation.</summary>
    [Id(0)]
    public required string Key { get; init; }

    /// <summary>Whether it was executed.</summary>
    [Id(1)]
    public required bool Succeeded { get; init; }

    /// <summary>What shows that, such as the provider's reference; 1 to 500 characters.</summary>
    [Id(2)]
    public required string Evidence { get; init; }
}
