namespace ShopActors.PaymentSimulator;

/// <summary>The test tokens. Each is a script of faults.</summary>
internal static class Tokens
{
    public const string Ok = "tok_ok";
    public const string Declined = "tok_declined";
    public const string InsufficientFunds = "tok_insufficient_funds";

    /// <summary>The first request of each operation never arrives.</summary>
    public const string TimeoutBefore = "tok_timeout_before";

    /// <summary>The first request of each operation is executed, and its answer is lost.</summary>
    public const string TimeoutAfter = "tok_timeout_after";

    /// <summary>The first request of each operation is executed at once and answered late.</summary>
    public const string Slow = "tok_slow";

    /// <summary>Every webhook is sent three times at once.</summary>
    public const string DuplicateWebhook = "tok_duplicate_webhook";

    /// <summary>The webhook of the authorisation is sent late, after that of the capture.</summary>
    public const string LateWebhook = "tok_late_webhook";

    /// <summary>The payer has to confirm the authorisation on a page of the provider, as with 3-D Secure.</summary>
    public const string ThreeDSecure = "tok_3ds";

    /// <summary>A bank debit: under way for a while, then authorised.</summary>
    public const string BankDebit = "tok_bank_debit";

    /// <summary>A bank debit that the bank returns after a while.</summary>
    public const string BankDebitFailed = "tok_bank_debit_failed";

    /// <summary>
    /// Whether a webhook of such a payment can be the first news of an outcome, or is the subject of the token.
    /// </summary>
    public static bool MakesNews(string? token) =>
        token is TimeoutAfter or Slow or DuplicateWebhook or LateWebhook or ThreeDSecure or BankDebit
            or BankDebitFailed;

    public static bool IsKnown(string token) => token is Ok or Declined or InsufficientFunds or TimeoutBefore
        or TimeoutAfter or Slow or DuplicateWebhook or LateWebhook or ThreeDSecure or BankDebit or BankDebitFailed;
}
