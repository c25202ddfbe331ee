using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>The commands of a merge's target to its source cart.</summary>
[Alias("shop.merge-source"), GrainInterfaceType("shop.merge-source"), Version(1), CallableBy(Callers.Grains)]
internal interface IMergeSource : IGrainWithStringKey
{
    /// <summary>
    /// Closes this cart in favour of the target, and returns its content. A repetition gets the same content, also
    /// after the cart was begun anew, until the target confirms with <see cref="Settle"/>.
    /// </summary>
    [Alias("seal")]
    Task<Result<CartSnapshot>> Seal(CartId target, OperationId operation, Caller caller);

    /// <summary>
    /// Removes the seal if the target could not take the content; succeeds if there is no seal of this operation. The
    /// lines of a cart that was begun anew are added to its new ones.
    /// </summary>
    [Alias("reopen")]
    Task<Result> Reopen(CartId target, OperationId operation);

    /// <summary>Confirms that the target has the content for good. Always succeeds.</summary>
    [Alias("settle")]
    Task<Result> Settle(CartId target, OperationId operation);
}
