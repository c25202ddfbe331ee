using System.Text.Json;

namespace ShopActors;

/// <summary>Parses the body of a provider's webhook, after its signature was verified.</summary>
public static class WebhookBody
{
    /// <summary>The largest body accepted.</summary>
    public const int BytesMax = 64 * 1024;

    /// <summary>The longest text of a member.</summary>
    public const int TextMax = 256;

    /// <summary>Reads the payment and the webhook; false if the body is not understood.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out PaymentId payment, out PaymentWebhook webhook)
    {
        payment = default;
        webhook = null!;
        if (body.Length is 0 or > BytesMax) return false;
        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 16 });
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object ||
                !TryGet(root, "id", out var id) || !TryGet(root, "type", out var type) ||
                !TryGet(root, "key", out var key) || !TryGet(root, "payment", out var name) ||
                !PaymentId.TryParse(name, out payment))
            {
                return false;
            }

            webhook = new PaymentWebhook { EventId = id, Type = type, Key = key };
            return key.StartsWith(name + ":", StringComparison.Ordinal);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool TryGet(JsonElement root, string name, out string text)
    {
        text = root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";
        return text.Length is > 0 and <= TextMax;
    }
}
