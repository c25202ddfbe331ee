namespace ShopActors;

/// <summary>The rules for asking for reconciliations.</summary>
internal static class ReconciliationRules
{
    public static ShopError NotFound { get; } = ShopError.Never(
        ErrorCode.ReconciliationNotFound, "There is no such reconciliation among the latest.");

    public static Decision<ReconciliationEvent> Request(
        ReconciliationState state, OperationId operation, Caller caller, DateTimeOffset now)
    {
        if (!caller.May(Scopes.PaymentsDecide)) return AccessErrors.Forbidden(Scopes.PaymentsDecide);
        if (state.Find(operation) is not null) return Decision<ReconciliationEvent>.DoneBefore;
        return RunRules.CheckRoom(state.Runs.Count(run => run.Status == ReconciliationStatus.Running)) is { } full
            ? full
            : new ReconciliationRequested(operation, caller.Id) { At = now };
    }
}
