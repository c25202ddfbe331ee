using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ShopActors.Chaos.Recording;

/// <summary>What of an answer is compared with other answers.</summary>
internal static partial class Fingerprint
{
    // These name the request, not the result, and differ in every answer.
    private static readonly string[] _perRequest = ["instance", "traceId"];

    public static string Of(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    /// <summary>Of a JSON object without the members that name the request.</summary>
    public static string OfAnswer(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object
            ? Of(string.Join('\n', answer.EnumerateObject()
                .Where(member => !_perRequest.Contains(member.Name))
                .Select(member => member.Name + member.Value.GetRawText())))
            : Of(answer.GetRawText());

    /// <summary>Every cart and order id in a body.</summary>
    public static IReadOnlyList<string> IdsIn(byte[] body) =>
        [.. Id().Matches(Encoding.UTF8.GetString(body)).Select(match => match.Value).Distinct()];

    [GeneratedRegex(@"\b(cart|ord)_[a-z0-9]{10,}\b")]
    private static partial Regex Id();
}
