using Stripe;

namespace ShopActors.Stripe;

/// <summary>
/// What the state of an intent or a refund says about one operation. "Not found" means that it was not executed so far.
/// </summary>
internal static class StripeRules
{
    // Stripe's text ends up in journals and answers, so its length is limited here.
    private const int TextMax = 64;

    public const string Canceled = "canceled";
    public const string RequiresAction = "requires_action";

    private const string Processing = "processing";
    private const string RequiresCapture = "requires_capture";
    private const string RequiresPaymentMethod = "requires_payment_method";
    private const string Succeeded = "succeeded";

    private static readonly ProviderAnswer NotFound = new() { Outcome = ProviderOutcome.NotFound };

    /// <summary>What the intent says about the authorisation, the capture or the void.</summary>
    public static ProviderAnswer Judge(PaymentIntent intent, ProviderOperation operation) => operation switch
    {
        ProviderOperation.Authorise => Authorisation(intent),
        ProviderOperation.Capture => Capture(intent),
        _ => Void(intent),
    };

    public static ProviderAnswer Authorisation(PaymentIntent intent) => intent.Status switch
    {
        RequiresCapture => Success(intent, ProviderOperation.Authorise, intent.AmountCapturable),

        // Captured since.
        Succeeded => Success(intent, ProviderOperation.Authorise, intent.Amount),
        RequiresAction when RedirectOf(intent) is { } url => new()
        {
            Outcome = ProviderOutcome.ActionRequired,
            Operation = ProviderOperation.Authorise,
            Amount = StripeAmounts.ToShop(intent.Amount, intent.Currency),
            Reference = Shorten(intent.Id),
            ActionUrl = url,
        },
        Processing => new()
        {
            Outcome = ProviderOutcome.Processing,
            Operation = ProviderOperation.Authorise,
            Amount = StripeAmounts.ToShop(intent.Amount, intent.Currency),
            Reference = Shorten(intent.Id),
        },
        RequiresPaymentMethod when intent.LastPaymentError is { } error =>
            Declined(ProviderOperation.Authorise, error.DeclineCode ?? error.Code, intent.Id),
        Canceled => Refused(ProviderOperation.Authorise, intent.CancellationReason ?? Canceled, intent.Id),
        _ => ProviderAnswer.Unknown(Shorten(intent.Status) ?? "answer_malformed"),
    };

    public static ProviderAnswer Capture(PaymentIntent intent) => intent.Status switch
    {
        Succeeded => Success(intent, ProviderOperation.Capture, intent.AmountReceived),
        Canceled => Refused(ProviderOperation.Capture, intent.CancellationReason ?? Canceled, intent.Id),
        RequiresCapture => NotFound,
        _ => ProviderAnswer.Unknown(Shorten(intent.Status) ?? "answer_malformed"),
    };

    public static ProviderAnswer Void(PaymentIntent intent) => intent.Status switch
    {
        Canceled => Success(intent, ProviderOperation.Void, intent.Amount),
        Succeeded => Refused(ProviderOperation.Void, "already_captured", intent.Id),
        Processing or null => ProviderAnswer.Unknown(Processing),
        _ => NotFound,
    };

    public static ProviderAnswer Refund(Refund refund) => refund.Status switch
    {
        Succeeded when StripeAmounts.ToShop(refund.Amount, refund.Currency) is { } amount => new()
        {
            Outcome = ProviderOutcome.Succeeded,
            Operation = ProviderOperation.Refund,
            Amount = amount,
            Reference = Shorten(refund.Id),
        },
        "failed" or Canceled =>
            Refused(ProviderOperation.Refund, refund.FailureReason ?? refund.Status, refund.Id),
        _ => ProviderAnswer.Unknown(Shorten(refund.Status) ?? "answer_malformed"),
    };

    public static ProviderAnswer Refused(ProviderOperation operation, string? code, string? reference = null) => new()
    {
        Outcome = ProviderOutcome.Refused,
        Operation = operation,
        Code = Shorten(code) ?? "refused",
        Reference = Shorten(reference),
    };

    public static ProviderAnswer Declined(ProviderOperation operation, string? code, string? reference) => new()
    {
        Outcome = ProviderOutcome.Declined,
        Operation = operation,
        Code = Shorten(code) ?? "declined",
        Reference = Shorten(reference),
    };

    /// <summary>Where the payer confirms the payment; null if a browser cannot be sent there.</summary>
    public static string? RedirectOf(PaymentIntent intent) =>
        intent.NextAction?.RedirectToUrl?.Url is { } url && PayerAddress.IsSafe(url) ? url : null;

    public static string? Shorten(string? text) => text is { Length: > TextMax } ? text[..TextMax] : text;

    private static ProviderAnswer Success(PaymentIntent intent, ProviderOperation operation, long units) =>
        StripeAmounts.ToShop(units, intent.Currency) is { } amount
            ? new()
            {
                Outcome = ProviderOutcome.Succeeded,
                Operation = operation,
                Amount = amount,
                Reference = Shorten(intent.Id),
            }
            : ProviderAnswer.Unknown("answer_malformed");
}
