using System.Collections.Immutable;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>A segment of the log of operators; the key is its number.</summary>
[Alias("shop.operator-log-segment-grain"), GrainInterfaceType("shop.operator-log-segment-grain"), Version(1)]
[CallableBy(Callers.Grains)]
internal interface IOperatorLogSegmentGrain : IGrainWithStringKey
{
    /// <summary>Stores the entries, unless they are stored.</summary>
    [Alias("store")]
    Task Store(ImmutableArray<OperatorLogEntry> entries);

    /// <summary>The entries, oldest first.</summary>
    [ReadOnly, Alias("read")]
    Task<ImmutableArray<OperatorLogEntry>> Read();
}
