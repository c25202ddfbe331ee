using System.Collections.Immutable;
using System.Globalization;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

[Reentrant]
[GrainType(TypeName)]
internal sealed class OperatorLogSegmentGrain(JournalGrainServices services)
    : ShopGrain<OperatorLogSegmentState, OperatorLogSegmentEvent>(services), IOperatorLogSegmentGrain
{
    private const string TypeName = "operator-log-segment";

    /// <summary>The grain's key.</summary>
    public static string KeyOf(long segment) => segment.ToString(CultureInfo.InvariantCulture);

    /// <summary>The grain's journal.</summary>
    public static JournalId JournalOf(long segment) => new($"{TypeName}/{KeyOf(segment)}");

    public async Task Store(ImmutableArray<OperatorLogEntry> entries)
    {
        if (State.Entries.IsEmpty) Record([new SegmentStored(entries)]);
        await WhenDurable();
    }

    public async Task<ImmutableArray<OperatorLogEntry>> Read()
    {
        var entries = State.Entries;
        await WhenDurable();
        return entries;
    }
}
