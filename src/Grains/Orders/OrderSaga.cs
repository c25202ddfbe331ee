namespace ShopActors;

/// <summary>What an order does next.</summary>
internal enum OrderStep
{
    LockCart = 1,
    Reserve,
    Authorise,
    BeginCapture,
    Capture,
    Finish,
    Confirm,
    BeginCompensation,
    Release,
    Void,
    UnlockCart,
    Cancel,
    Refund,
}

/// <summary>
/// An order's way, pure: the state alone says what comes next, so going on after a crash is the same as going on.
/// docs/design/checkout-saga.md tells it with its crashes.
/// </summary>
internal static class OrderSaga
{
    public static OrderStep? Next(OrderState state, DateTimeOffset now) => state.Phase switch
    {
        OrderPhase.Preparing when IsGivenUp(state, now) => OrderStep.BeginCompensation,
        OrderPhase.Preparing when !state.IsCartLocked => OrderStep.LockCart,
        OrderPhase.Preparing when !state.IsReserved => OrderStep.Reserve,
        OrderPhase.Preparing when state.Payment != PaymentStatus.Authorised => OrderStep.Authorise,
        OrderPhase.Preparing => OrderStep.BeginCapture,
        OrderPhase.Capturing => OrderStep.Capture,
        OrderPhase.Finishing when !state.IsCommitted || !state.IsCleared => OrderStep.Finish,
        OrderPhase.Finishing => OrderStep.Confirm,

        // An order that compensates has captured nothing and never will, so the goods are free at once,
        // also while the provider cannot say what became of the authorisation. The cart is not: another
        // checkout would authorise again.
        OrderPhase.Compensating when !state.IsReleased => OrderStep.Release,
        OrderPhase.Compensating when !state.IsVoided => OrderStep.Void,
        OrderPhase.Compensating when !state.IsUnlocked => OrderStep.UnlockCart,
        OrderPhase.Compensating => OrderStep.Cancel,
        OrderPhase.Confirmed when !state.IsSettled => OrderStep.Refund,
        _ => null,
    };

    /// <summary>Why an order that is preparing is given up without a refusal.</summary>
    public static OrderEvent.CompensationStarted GiveUp(OrderState state) => new()
    {
        Reason = state.IsCancelRequested ? CancelReasons.Requested : CancelReasons.DeadlineExceeded,
    };

    private static bool IsGivenUp(OrderState state, DateTimeOffset now) =>
        state.IsCancelRequested || now >= state.Placed!.Deadline;
}
