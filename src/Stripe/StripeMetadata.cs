using Stripe;

namespace ShopActors.Stripe;

/// <summary>What the shop writes on its intents and refunds, and finds them by.</summary>
internal static class StripeMetadata
{
    public const string Payment = "payment";
    public const string Order = "order";
    public const string Key = "key";

    public static Dictionary<string, string> Of(ProviderRequest request) => new()
    {
        [Payment] = request.Payment.Value,
        [Order] = request.Order.Value,
        [Key] = request.Key,
    };

    /// <summary>The query for the intents of a payment; an id has no characters that would need escaping.</summary>
    public static string Query(PaymentId payment) => $"metadata['{Payment}']:'{payment.Value}'";

    public static bool BelongsTo(this PaymentIntent intent, PaymentId payment) =>
        intent.Metadata?.GetValueOrDefault(Payment) == payment.Value;

    public static bool HasKey(this Refund refund, string key) => refund.Metadata?.GetValueOrDefault(Key) == key;
}
