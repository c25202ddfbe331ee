namespace ShopActors.WebApi.Ops;

/// <summary>An audit that was run, or is to run.</summary>
/// <param name="Id">The id.</param>
/// <param name="Status">The status.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="RequestedBy">The operator who asked for it; absent for the schedule.</param>
/// <param name="EndedAt">When it ended; absent while it is running.</param>
/// <param name="Progress">How far it is; absent unless it is reading the journals.</param>
/// <param name="Summary">What it found; absent unless it is completed.</param>
internal sealed record AuditRunBody(
    [TextOf<OperationId>] string Id,
    [NameOf<AuditStatus>] string Status,
    DateTimeOffset RequestedAt,
    string? RequestedBy,
    DateTimeOffset? EndedAt,
    AuditProgressBody? Progress,
    AuditSummaryBody? Summary)
{
    public static AuditRunBody Of(AuditSnapshot run) => new(
        run.Id.Value,
        PublicName.Of(run.Status),
        run.RequestedAt,
        run.RequestedBy?.Value,
        run.EndedAt,
        run.Progress is { } progress ? new(progress.Read, progress.Expected) : null,
        run.Summary is { } summary ? AuditSummaryBody.Of(summary) : null);
}

/// <summary>How far an audit is.</summary>
/// <param name="Read">The journals read so far. An order's is read twice: for the order and for its payment.</param>
/// <param name="Expected">
/// How many there were to read when it began. Grows if it has to begin anew because orders were placed meanwhile.
/// </param>
internal sealed record AuditProgressBody(long Read, long Expected);

/// <summary>What is kept of an audit's report.</summary>
/// <param name="AsOf">When the audit began to read.</param>
/// <param name="Quiet">Whether no order was pending while the audit read the journals.</param>
/// <param name="Orders">The orders by status.</param>
/// <param name="Skus">The number of SKUs.</param>
/// <param name="OverdueHolds">Holds past their deadline whose expiry was not in the journal yet.</param>
/// <param name="OldestPendingSeconds">The age of the oldest pending order; 0 if there was none.</param>
/// <param name="Journals">The journals that were read.</param>
/// <param name="Unreadable">The journals that could not be understood; each is a violation as well.</param>
/// <param name="Money">The money of each currency.</param>
/// <param name="Ledger">The ledger's trial balance.</param>
/// <param name="Violations">The violations by invariant, with up to three examples each.</param>
/// <param name="ViolationCount">The number of all violations.</param>
internal sealed record AuditSummaryBody(
    DateTimeOffset AsOf,
    bool Quiet,
    AuditOrdersBody Orders,
    long Skus,
    long OverdueHolds,
    double OldestPendingSeconds,
    long Journals,
    long Unreadable,
    IReadOnlyList<AuditMoneyBody> Money,
    IReadOnlyList<LedgerBalanceBody> Ledger,
    IReadOnlyList<AuditViolationsBody> Violations,
    long ViolationCount)
{
    public static AuditSummaryBody Of(AuditSummary summary) => new(
        summary.AsOf,
        summary.Quiet,
        new(summary.Pending, summary.Confirmed, summary.Cancelled),
        summary.Skus,
        summary.OverdueHolds,
        summary.OldestPendingSeconds,
        summary.Journals,
        summary.Unreadable,
        [.. summary.Money.Select(AuditMoneyBody.Of)],
        [.. summary.Ledger.Select(LedgerBalanceBody.Of)],
        [.. summary.Violations.Select(AuditViolationsBody.Of)],
        summary.ViolationCount);
}

/// <summary>The violations of one invariant.</summary>
/// <param name="Invariant">The invariant, such as <c>I5</c>.</param>
/// <param name="Count">The number of its violations, among the first thousand of the audit.</param>
/// <param name="Examples">The first three.</param>
internal sealed record AuditViolationsBody(
    string Invariant, long Count, IReadOnlyList<AuditViolationBody> Examples)
{
    public static AuditViolationsBody Of(AuditViolations violations) => new(
        violations.Invariant, violations.Count, [.. violations.Examples.Select(AuditViolationBody.Of)]);
}

/// <summary>A page of audits.</summary>
/// <param name="Items">The audits, the latest first.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last.</param>
internal sealed record AuditPageBody(IReadOnlyList<AuditRunBody> Items, string? NextCursor);
