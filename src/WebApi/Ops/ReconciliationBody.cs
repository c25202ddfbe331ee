namespace ShopActors.WebApi.Ops;

/// <summary>A comparison of the payments with the provider's records.</summary>
/// <param name="Id">The id.</param>
/// <param name="Status">The status.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="RequestedBy">The operator who asked for it; absent for the schedule.</param>
/// <param name="EndedAt">When it ended; absent while it is running.</param>
/// <param name="Payments">The payments of the shop that were compared.</param>
/// <param name="Charges">The payments in the provider's records.</param>
/// <param name="Unreadable">The payments whose journals could not be read.</param>
/// <param name="Differences">The differences; at most 100 are listed.</param>
/// <param name="DifferenceCount">The number of all differences.</param>
internal sealed record ReconciliationBody(
    [TextOf<OperationId>] string Id,
    [NameOf<ReconciliationStatus>] string Status,
    DateTimeOffset RequestedAt,
    string? RequestedBy,
    DateTimeOffset? EndedAt,
    long? Payments,
    long? Charges,
    long? Unreadable,
    IReadOnlyList<PaymentDifferenceBody>? Differences,
    long? DifferenceCount)
{
    public static ReconciliationBody Of(ReconciliationSnapshot run) => new(
        run.Id.Value,
        PublicName.Of(run.Status),
        run.RequestedAt,
        run.RequestedBy?.Value,
        run.EndedAt,
        run.Report?.Payments,
        run.Report?.Charges,
        run.Report?.Unreadable,
        run.Report is { } report ? [.. report.Differences.Select(PaymentDifferenceBody.Of)] : null,
        run.Report?.DifferenceCount);
}

/// <summary>A payment on which the shop and the provider disagree.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="Reason">What differs.</param>
/// <param name="Captured">What was captured, in minor units.</param>
/// <param name="Refunded">What was refunded, in minor units.</param>
/// <param name="LookedUp">
/// Whether the payment was told to look its capture up, and gives it back if no order needs it. Otherwise a person has
/// to act.
/// </param>
internal sealed record PaymentDifferenceBody(
    [TextOf<PaymentId>] string PaymentId, string Reason, AuditPairBody Captured, AuditPairBody Refunded, bool LookedUp)
{
    public static PaymentDifferenceBody Of(PaymentDifference difference) => new(
        difference.Payment.Value,
        difference.Reason,
        new(difference.ShopCaptured, difference.ProviderCaptured),
        new(difference.ShopRefunded, difference.ProviderRefunded),
        difference.IsLookedUp);
}

/// <summary>The latest reconciliations.</summary>
/// <param name="Items">The reconciliations, the latest first.</param>
internal sealed record ReconciliationListBody(IReadOnlyList<ReconciliationBody> Items);
