using ShopActors.Storage;

namespace ShopActors;

/// <summary>Checks the log of operators in the store, segment by segment.</summary>
internal static class OperatorLogAudit
{
    private const string Invariant = "I23";
    private const string Subject = "operator log";

    public static async Task CheckAsync(
        IJournalStore store, AuditFindings findings, CancellationToken cancellationToken)
    {
        try
        {
            if (await FindAsync(store, cancellationToken) is { } wrong) findings.Violate(Invariant, Subject, wrong);
        }
        catch (Exception e) when (e is InvalidOperationException or JournalStoreException)
        {
            findings.Violate(Invariant, Subject, e.Message);
        }
    }

    private static async Task<string?> FindAsync(IJournalStore store, CancellationToken cancellationToken)
    {
        // The end first: segments are stored before it counts them, and do not change.
        var end = await ReadAsync<OperatorLogState, OperatorLogEvent>(
            store, OperatorLogGrain.JournalId, cancellationToken);
        var hash = OperatorLogChain.Start;
        for (var number = 1L; number <= end.Segments; number++)
        {
            var segment = await ReadAsync<OperatorLogSegmentState, OperatorLogSegmentEvent>(
                store, OperatorLogSegmentGrain.JournalOf(number), cancellationToken);
            var first = ((number - 1) * OperatorLogRules.SegmentSize) + 1;
            if (segment.Entries.Length != OperatorLogRules.SegmentSize) return $"Segment {number} is not complete.";
            if (OperatorLogChain.Check(first, ref hash, segment.Entries) is { } wrong) return wrong;
        }

        return hash != end.Before
            ? $"Entry {end.First} does not follow the segment before it."
            : OperatorLogChain.Check(end.First, ref hash, end.Entries);
    }

    private static async Task<TState> ReadAsync<TState, TEvent>(
        IJournalStore store, JournalId id, CancellationToken cancellationToken)
        where TState : class, IJournalState<TState, TEvent>
        where TEvent : class =>
        (await store.ReadAsync(id, cancellationToken)).ToState<TState, TEvent>(id.Key);
}
