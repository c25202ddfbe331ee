namespace ShopActors.PaymentSimulator;

/// <summary>The rules of the provider's operations: what to answer, and what becomes of the charge.</summary>
internal static class ProviderRules
{
    public static (OperationOutcome Outcome, string? Code) Decide(Charge? charge, Operation operation) =>
        operation.Kind switch
        {
            _ when operation.Amount <= 0 => Refuse("invalid_amount"),
            _ when charge is not null && charge.Currency != operation.Currency => Refuse("currency_mismatch"),
            _ when charge is not null && charge.Order != operation.Order => Refuse("order_mismatch"),
            OperationKind.Authorise => DecideAuthorise(charge, operation),
            OperationKind.Void when charge is { Authorised: 0, Token: Tokens.ThreeDSecure } => Succeed(),
            _ when charge is null || charge.Authorised == 0 => Refuse("not_authorised"),
            OperationKind.Capture => DecideCapture(charge, operation),
            OperationKind.Void => charge.Captured > 0 ? Refuse("already_captured") : Succeed(),
            _ => operation.Amount > charge.Captured - charge.Refunded ? Refuse("exceeds_captured") : Succeed(),
        };

    /// <summary>What becomes of an authorisation that its payer has confirmed or refused.</summary>
    public static (OperationOutcome Outcome, string? Code) Confirm(Charge charge, bool isApproved) =>
        charge.Voided ? Refuse("voided")
        : isApproved ? Succeed()
        : (OperationOutcome.Declined, "authentication_failed");

    /// <summary>What becomes of an authorisation that took a while.</summary>
    public static (OperationOutcome Outcome, string? Code) Settle(LogEntry entry) =>
        entry.Token == Tokens.BankDebitFailed ? (OperationOutcome.Declined, "debit_returned") : Succeed();

    public static Charge Apply(Charge? charge, LogEntry entry)
    {
        charge ??= new Charge(entry.Payment, entry.Order, entry.Currency, entry.Token);
        if (entry.Outcome != OperationOutcome.Succeeded) return charge;
        return entry.Kind switch
        {
            OperationKind.Authorise => charge with { Authorised = entry.Amount },
            OperationKind.Capture => charge with
            {
                Captured = checked(charge.Captured + entry.Amount),
                Captures = charge.Captures + 1,
            },
            OperationKind.Void => charge with { Voided = true },
            _ => charge with { Refunded = checked(charge.Refunded + entry.Amount) },
        };
    }

    private static (OperationOutcome Outcome, string? Code) DecideAuthorise(Charge? charge, Operation operation) =>
        (charge, operation.Token) switch
        {
            ({ Authorised: > 0 }, _) => Refuse("already_authorised"),
            (_, Tokens.Declined) => (OperationOutcome.Declined, "card_declined"),
            ({ Voided: true }, _) => Refuse("voided"),
            (_, Tokens.ThreeDSecure) => (OperationOutcome.ActionRequired, null),
            (_, Tokens.BankDebit or Tokens.BankDebitFailed) => (OperationOutcome.Processing, null),
            (_, Tokens.InsufficientFunds) => (OperationOutcome.Declined, "insufficient_funds"),
            (_, { } token) when Tokens.IsKnown(token) => Succeed(),
            _ => (OperationOutcome.Declined, "unknown_token"),
        };

    private static (OperationOutcome Outcome, string? Code) DecideCapture(Charge charge, Operation operation) =>
        charge switch
        {
            { Voided: true } => Refuse("voided"),
            { Captures: > 0 } => Refuse("already_captured"),
            _ when operation.Amount > charge.Authorised => Refuse("exceeds_authorised"),
            _ => Succeed(),
        };

    private static (OperationOutcome Outcome, string? Code) Succeed() => (OperationOutcome.Succeeded, null);

    private static (OperationOutcome Outcome, string? Code) Refuse(string code) => (OperationOutcome.Refused, code);
}
