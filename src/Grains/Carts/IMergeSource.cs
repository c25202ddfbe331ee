using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>What the target of a merge asks of the cart it takes from.</summary>
[Alias("shop.merge-source"), GrainInterfaceType("shop.merge-source"), Version(1), CallableBy(Callers.Grains)]
internal interface IMergeSource : IGrainWithStringKey
{
    /// <summary>Closes this cart for good in favour of the target, and answers its content.</summary>
    [Alias("seal")]
    Task<Result<CartSnapshot>> Seal(CartId target, OperationId operation, Caller caller);

    /// <summary>
    /// Takes a seal back when the target could not take the content; done when there is none of this operation.
    /// </summary>
    [Alias("reopen")]
    Task<Result> Reopen(CartId target, OperationId operation);
}
