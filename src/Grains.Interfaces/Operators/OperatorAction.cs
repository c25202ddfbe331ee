namespace ShopActors;

/// <summary>A write of an operator: before it is executed, or after.</summary>
[GenerateSerializer, Immutable, Alias("shop.operator-action")]
public sealed record OperatorAction
{
    /// <summary>The request: the entries before and after have the same.</summary>
    [Id(0)]
    public required OperationId Request { get; init; }

    /// <summary>
    /// The operator: a key's id, an <see cref="IdentityId"/>, or <c>ops</c> for the configured token.
    /// </summary>
    [Id(1)]
    public required PrincipalId Operator { get; init; }

    /// <summary>The name of the operator's key, or subject and issuer of the identity.</summary>
    [Id(2)]
    public required string Name { get; init; }

    /// <summary>What is done: the operation's name in the API's description.</summary>
    [Id(3)]
    public required string Operation { get; init; }

    /// <summary>To what: method and path.</summary>
    [Id(4)]
    public required string Target { get; init; }

    /// <summary>The status of the answer; null before the request is executed.</summary>
    [Id(5)]
    public int? Status { get; init; }
}
