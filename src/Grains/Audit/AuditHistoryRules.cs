using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The rules for asking for audits, and for reading what they found.</summary>
internal static class AuditHistoryRules
{
    public static ShopError NotFound { get; } = ShopError.Never(
        ErrorCode.AuditNotFound, "There is no such audit among the latest.");

    public static Decision<AuditHistoryEvent> Request(
        AuditHistoryState state, OperationId operation, Caller caller, DateTimeOffset now)
    {
        if (!caller.May(Scopes.AuditRead)) return AccessErrors.Forbidden(Scopes.AuditRead);
        if (state.Find(operation) is not null) return Decision<AuditHistoryEvent>.DoneBefore;
        return RunRules.CheckRoom(state.Runs.Count(run => run.Status == AuditStatus.Running)) is { } full
            ? full
            : new AuditRequested(operation, caller.Id) { At = now };
    }

    public static Decision<AuditHistoryEvent> Keep(
        AuditHistoryState state, OperationId run, PrincipalId by, AuditSummary summary, DateTimeOffset now) =>
        state.Find(run) is not null
            ? Decision<AuditHistoryEvent>.DoneBefore
            : new AuditKept(run, by, summary) { At = now };

    /// <summary>A page of the audits whose number is lower, latest first.</summary>
    public static AuditPage Page(ImmutableArray<AuditSnapshot> runs, long? before, int limit)
    {
        AuditSnapshot[] found =
            [.. runs.Reverse().Where(run => before is null || run.Number < before).Take(limit + 1)];
        return new()
        {
            Audits = [.. found.Take(limit)],
            Next = found.Length > limit ? found[limit - 1].Number : null,
        };
    }
}
