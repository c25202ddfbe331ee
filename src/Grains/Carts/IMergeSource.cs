using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>The commands of a merge's target to its source cart.</summary>
[Alias("shop.merge-source"), GrainInterfaceType("shop.merge-source"), Version(1), CallableBy(Callers.Grains)]
internal interface IMergeSource : IGrainWithStringKey
{
    /// <summary>Closes this cart in favour of the target, and returns its content.</summary>
    [Alias("seal")]
    Task<Result<CartSnapshot>> Seal(CartId target, OperationId operation, Caller caller);

    /// <summary>
    /// Removes the seal if the target could not take the content; succeeds if there is no seal of this operation.
    /// </summary>
    [Alias("reopen")]
    Task<Result> Reopen(CartId target, OperationId operation);
}
