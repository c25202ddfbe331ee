using System.Net;
using Stripe;

namespace ShopActors.Stripe;

/// <summary>What Stripe's refusals and the failures of its library say about an operation.</summary>
internal static class StripeFailures
{
    public const string KeyReused = "key_reused";
    public const string UnexpectedState = "payment_intent_unexpected_state";

    private const string CardError = "card_error";
    private const string IdempotencyError = "idempotency_error";
    private const string InvalidRequest = "invalid_request_error";

    /// <summary>
    /// Whether the failure is one of transport or of Stripe, not the caller's wish to stop, and not a bug.
    /// </summary>
    public static bool IsExpected(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        StripeException or HttpRequestException or IOException or Newtonsoft.Json.JsonException => true,
        AmbiguousPaymentException => true,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        _ => false,
    };

    public static bool IsStateUnexpected(StripeException exception) =>
        exception.StripeError?.Code == UnexpectedState;

    /// <summary>Whether the key was sent before with other parameters, and that request is not still running.</summary>
    public static bool IsKeyReused(StripeException exception) =>
        exception is { HttpStatusCode: HttpStatusCode.BadRequest, StripeError.Type: IdempotencyError };

    /// <summary>Whether Stripe does not serve such a request, whatever the state of the payment.</summary>
    public static bool IsRequestRefused(StripeException exception) => exception is
    {
        HttpStatusCode: HttpStatusCode.BadRequest or HttpStatusCode.NotFound,
        StripeError.Type: InvalidRequest,
    };

    public static bool IsAboutCredentials(StripeException exception) =>
        exception.HttpStatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    public static ProviderAnswer Understand(Exception exception, ProviderOperation operation) => exception switch
    {
        OperationCanceledException => ProviderAnswer.Unknown("timeout"),
        AmbiguousPaymentException => ProviderAnswer.Unknown("ambiguous"),
        StripeException stripe => Understand(stripe, operation),
        _ => ProviderAnswer.Unknown("transport"),
    };

    private static ProviderAnswer Understand(StripeException exception, ProviderOperation operation)
    {
        var error = exception.StripeError;
        return exception.HttpStatusCode switch
        {
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => new()
            {
                Outcome = ProviderOutcome.Unavailable,
                Code = "unavailable",
                RetryAfter = exception.StripeResponse?.Headers?.RetryAfter?.Delta,
            },
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ProviderAnswer.Unknown("credentials"),
            HttpStatusCode.PaymentRequired when error?.Type == CardError => StripeRules.Declined(
                operation, error.DeclineCode ?? error.Code, error.PaymentIntent?.Id),
            _ when IsRequestRefused(exception) =>
                StripeRules.Refused(operation, error?.Code ?? "invalid_request"),
            0 => ProviderAnswer.Unknown("answer_malformed"),
            var status => ProviderAnswer.Unknown(
                StripeRules.Shorten(error?.Code) ?? $"status_{(int)status}"),
        };
    }
}
