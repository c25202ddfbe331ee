using System.Text.Json;

namespace ShopActors.Stripe;

/// <summary>
/// Parses Stripe's events, after their signature was verified. An event only names the operation to look up: what it
/// says about the outcome is not believed, because events arrive late and out of order.
/// </summary>
internal static class StripeWebhook
{
    /// <summary>The last part of the path that Stripe's events come to.</summary>
    public const string Provider = "stripe";

    /// <summary>The header that carries the signature.</summary>
    public const string Header = "Stripe-Signature";

    // Stripe's objects are nested less deeply.
    private const int DepthMax = 32;

    /// <summary>
    /// Reads an event; false if it is not understood. An event that is about no operation of the shop has no webhook.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out PaymentId payment, out PaymentWebhook? webhook)
    {
        (payment, webhook) = (default, null);
        if (body.Length is 0 or > WebhookBody.BytesMax) return false;
        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = DepthMax });
            using var document = JsonDocument.ParseValue(ref reader);
            if (Text(document.RootElement, "id") is not { } id || Text(document.RootElement, "type") is not { } type ||
                Member(Member(document.RootElement, "data"), "object") is not { } subject)
            {
                return false;
            }

            var metadata = Member(subject, "metadata");
            if (!PaymentId.TryParse(Text(metadata, StripeMetadata.Payment), out payment)) return true;
            var operation = Understand(type, payment, metadata, Text(subject, "status"));
            if (operation is var (key, kind)) webhook = new() { EventId = id, Type = kind, Key = key };
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The operation that an event is about, and the event's name in the shop.</summary>
    private static (string Key, string Type)? Understand(
        string type, PaymentId payment, JsonElement? metadata, string? status)
    {
        var isRefund = type.StartsWith("refund.", StringComparison.Ordinal) || type == "charge.refund.updated";
        if (isRefund)
        {
            var key = Text(metadata, StripeMetadata.Key);
            var isOurs = key?.StartsWith(payment.Value + ":", StringComparison.Ordinal) == true &&
                PaymentKeys.OperationOf(key) == ProviderOperation.Refund;
            return isOurs ? (key!, $"refund.{status ?? "updated"}") : null;
        }

        return type switch
        {
            "payment_intent.amount_capturable_updated" =>
                (PaymentKeys.Authorisation(payment), "authorisation.succeeded"),
            "payment_intent.payment_failed" => (PaymentKeys.Authorisation(payment), "authorisation.declined"),
            "payment_intent.requires_action" => (PaymentKeys.Authorisation(payment), "authorisation.action_required"),
            "payment_intent.succeeded" => (PaymentKeys.Capture(payment), "capture.succeeded"),
            "payment_intent.canceled" => (PaymentKeys.Void(payment), "void.succeeded"),
            _ => null,
        };
    }

    private static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } owner && owner.TryGetProperty(name, out var value)
            ? value
            : null;

    private static string? Text(JsonElement? element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } value &&
        value.GetString() is { Length: > 0 and <= WebhookBody.TextMax } text
            ? text
            : null;
}
