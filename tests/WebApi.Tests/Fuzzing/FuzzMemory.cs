using System.Text.Json;

namespace ShopActors.WebApi.Tests.Fuzzing;

/// <summary>
/// What the answers to one caller contained, under the names that parameters have: so that requests reach
/// things that exist. Holds the latest few of each kind, so that one command follows another on the same thing.
/// </summary>
internal sealed class FuzzMemory(string? token)
{
    private const int OfEachMax = 3;

    private static readonly Dictionary<string, string[]> NamesByPrefix = new(StringComparer.Ordinal)
    {
        ["cart"] = ["cartId", "fromCartId"],
        ["line"] = ["lineId"],
        ["ord"] = ["orderId"],
        ["pay"] = ["paymentId", "payment"],
        ["prd"] = ["productId", "itemId"],
        ["cus"] = ["userId", "customerId"],
        ["req"] = ["reservationId", "shipmentId", "reconciliationId", "auditId"],
        ["ses"] = ["sessionId"],
        ["idn"] = ["identityId"],
        ["opk"] = ["keyId"],
        ["whe"] = ["endpointId"],
        ["promo"] = ["promotionId"],
        ["ret"] = ["returnId"],
    };

    private readonly Dictionary<string, List<string>> _seen = new(StringComparer.Ordinal);

    /// <summary>The caller's credentials; null for a caller without.</summary>
    public string? Token { get; } = token;

    public void Learn(JsonElement body)
    {
        if (body.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in body.EnumerateArray()) Learn(item);
        }
        else if (body.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in body.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.String) Learn(member.Name, member.Value.GetString()!);
                else Learn(member.Value);
            }
        }
    }

    public void Learn(string name, string value)
    {
        // Coupons are in capitals; other codes are reasons, such as those of a cart's warnings.
        if (name == "code" && value.Any(char.IsAsciiLetterLower)) return;

        if (name is "id" or "reservationId" && value.IndexOf('_', StringComparison.Ordinal) is > 0 and var prefix)
        {
            foreach (var known in NamesByPrefix.GetValueOrDefault(value[..prefix]) ?? []) Add(known, value);
        }

        Add(name, value);
        if (name == "sku") Add("itemId", value);
        if (name == "id" && value is ("standard" or "express")) Add("method", value);
        if (name == "name" && value == "streams") Add("subscription", value);
        if (name == "nextCursor") Add("cursor", value);
        if (name == "token") Add("fromToken", value);
    }

    /// <summary>Something of that name that an answer contained; null if none did.</summary>
    public string? Recall(string name, Random random) =>
        _seen.TryGetValue(name, out var values) ? values[random.Next(values.Count)] : null;

    private void Add(string name, string value)
    {
        if (!_seen.TryGetValue(name, out var values)) _seen[name] = values = [];
        if (values.Contains(value)) return;
        values.Add(value);
        if (values.Count > OfEachMax) values.RemoveAt(0);
    }
}
