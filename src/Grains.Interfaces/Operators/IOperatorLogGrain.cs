using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// The log of what operators do, in which each entry contains the hash of the one before; the key is
/// <see cref="OperatorLimits.ShopKey"/>.
/// </summary>
[Alias("shop.operator-log-grain"), GrainInterfaceType("shop.operator-log-grain"), Version(1)]
[CallableBy(Callers.Api)]
public interface IOperatorLogGrain : IGrainWithStringKey
{
    /// <summary>
    /// Appends an entry and completes once it is durable; refused with <c>overloaded</c> while older entries cannot be
    /// put away.
    /// </summary>
    [Repeatable, Alias("append")]
    Task<Result> Append(OperatorAction action);

    /// <summary>
    /// The entries before a number, latest first (scope <see cref="Scopes.AuditRead"/>); refused with <c>forbidden</c>.
    /// </summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="before">The number; null for the end.</param>
    /// <param name="limit">The most entries, up to <see cref="OperatorLimits.PageMax"/>.</param>
    [ReadOnly, Alias("read")]
    Task<Result<OperatorLogPage>> Read(Caller caller, long? before, int limit);
}
