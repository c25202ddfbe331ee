using System.Collections.Immutable;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Older entries are put away in segments: a segment is stored first and dropped here afterwards, and storing it again
/// changes nothing.
/// </summary>
[Reentrant]
[GrainType(TypeName)]
internal sealed class OperatorLogGrain : ShopGrain<OperatorLogState, OperatorLogEvent>, IOperatorLogGrain, IWakeable
{
    private const string TypeName = "operator-log";

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    private readonly SagaLoop<long> _puttingAway;

    public OperatorLogGrain(JournalGrainServices services)
        : base(services) => _puttingAway = new(() => OperatorLogRules.NextSegment(State), PutAwayAsync);

    /// <summary>The grain's journal.</summary>
    public static JournalId JournalId { get; } = new($"{TypeName}/{OperatorLimits.ShopKey}");

    public async Task<Result> Append(OperatorAction action)
    {
        var decision = OperatorLogRules.Append(State, action, Now);
        Record(decision);
        if (OperatorLogRules.NextSegment(State) is not null)
        {
            // At once, because a busy log would be full before the wake-up, which is for what a crash interrupts.
            if (WakeAt is null) Record([], WakeUp.At(Now + RetryDelay));
            _puttingAway.RunAsync().Ignore();
        }

        await WhenDurable();
        return decision.Error is { } error ? error : Result.Ok;
    }

    public async Task<Result<OperatorLogPage>> Read(Caller caller, long? before, int limit)
    {
        if (!caller.May(Scopes.AuditRead)) return AccessErrors.Forbidden(Scopes.AuditRead);
        var state = State;
        await WhenDurable();
        var entries = ImmutableArray.CreateBuilder<OperatorLogEntry>();
        var next = Math.Min(before ?? long.MaxValue, state.Count + 1) - 1;
        for (var kept = state.Entries; next >= 1 && entries.Count < limit; next--)
        {
            var first = next >= state.First ? state.First : FirstOf(next);
            if (next < state.First && (kept.IsEmpty || kept[0].Sequence != first))
            {
                kept = await Segment(SegmentOf(next)).Read();
            }

            entries.Add(kept[(int)(next - first)]);
        }

        return new OperatorLogPage { Entries = entries.ToImmutable(), Next = next >= 1 ? next + 1 : null };
    }

    public async Task Wake()
    {
        await _puttingAway.RunAsync();
        if (WakeAt is not null) Record([], WakeUp.None);
        await WhenDurable();
    }

    private static long SegmentOf(long sequence) => ((sequence - 1) / OperatorLogRules.SegmentSize) + 1;

    private static long FirstOf(long sequence) => ((SegmentOf(sequence) - 1) * OperatorLogRules.SegmentSize) + 1;

    private async Task<bool> PutAwayAsync(long segment)
    {
        // Nothing is copied to another journal before it is durable here.
        await WhenDurable();
        await Segment(segment).Store(State.Entries[..OperatorLogRules.SegmentSize]);
        Record([new OperatorEntriesPutAway(segment)]);
        return true;
    }

    private IOperatorLogSegmentGrain Segment(long segment) =>
        GrainFactory.GetGrain<IOperatorLogSegmentGrain>(OperatorLogSegmentGrain.KeyOf(segment));
}
