using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ShopActors.WebApi.Tests.OpenApi;

namespace ShopActors.WebApi.Tests.Fuzzing;

/// <summary>
/// JSON text that a schema describes, with bounds and what lies beyond them. A share of the values is spoiled: of
/// another type, outside its bounds, hostile, missing, unknown or repeated.
/// </summary>
internal sealed class SchemaText(ApiDocument document, Random random, Func<string, string?> recall)
{
    private const int EntriesMax = 9;
    private const int LengthMax = 300; // of texts without a maxLength

    private static readonly string[] OtherTypes =
        ["null", "true", "7", "1.5", "-1", "\"text\"", "[]", "{}", "[null]", "{\"a\":1}", "1e400", "\"1\""];

    private static readonly string[] Integers =
    [
        "0", "-0", "-1", "1.0", "1.5", "1e2", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808",
        "-9223372036854775809", "1e400", "123456789012345678901234567890",
    ];

    private static readonly string[] PaymentTokens =
    [
        "tok_ok", "tok_ok", "tok_ok", "tok_ok", "tok_declined", "tok_insufficient_funds", "tok_timeout_after",
        "tok_duplicate_webhook", "tok_unknown",
    ];

    // Every customer's: so a sign-in can succeed.
    private const string Password = "words that are not common";

    private static readonly string[] EventPatterns =
        ["*", "order.*", "stock.changed", "shop.cart.created.v1", "none.*"];

    /// <summary>A body: half of them right, the rest spoiled in about one value of three.</summary>
    public string Body(JsonObject schema) => Write("", schema, random.Next(2) == 0 ? 0 : 0.3);

    /// <summary>A parameter's value as text, not escaped.</summary>
    public string Parameter(string name, JsonObject schema)
    {
        if (random.Next(20) == 0) return Any(Integers);
        if (random.Next(20) == 0) return Word(((int?)schema["maxLength"] ?? LengthMax) + 1);
        var text = Write(name, schema, spoiled: 0);
        return text.StartsWith('"') ? JsonNode.Parse(text)!.GetValue<string>() : text;
    }

    private string Write(string name, JsonObject reference, double spoiled)
    {
        var schema = document.Resolve(reference)!;
        if (random.NextDouble() < spoiled / 3) return Any(OtherTypes);
        var isSpoiled = random.NextDouble() < spoiled;
        if (schema["enum"] is JsonArray values && !isSpoiled)
        {
            return values[random.Next(values.Count)]!.ToJsonString();
        }

        return (string?)schema["type"] switch
        {
            "boolean" => isSpoiled ? Any(OtherTypes) : random.Next(2) == 0 ? "true" : "false",
            "integer" or "number" => isSpoiled ? Any(Integers) : Integer(schema),
            "object" => Object(schema, spoiled),
            "array" => Array(name, schema, spoiled),
            "string" => isSpoiled ? Beyond(schema) : Quote(Text(name, schema)),
            var other => throw new NotSupportedException($"A request's value of type {other} ({schema})."),
        };
    }

    private string Object(JsonObject schema, double spoiled)
    {
        List<string> members = [];
        var required = schema["required"]?.AsArray().Select(name => (string)name!).ToHashSet() ?? [];
        foreach (var (name, member) in schema["properties"]?.AsObject() ?? [])
        {
            var isLeftOut = required.Contains(name) ? random.NextDouble() < spoiled / 4 : random.Next(2) == 0;
            if (isLeftOut) continue;
            var isNull = !required.Contains(name) && random.Next(4) == 0;
            members.Add($"{Quote(name)}:{(isNull ? "null" : Write(name, member!.AsObject(), spoiled))}");
        }

        if (schema["additionalProperties"] is JsonObject entry)
        {
            for (var count = random.Next(EntriesMax + 1); count > 0; count--)
            {
                members.Add($"{Quote(Word(random.Next(1, 6)))}:{Write("", entry, spoiled)}");
            }
        }

        if (random.NextDouble() < spoiled / 4) members.Add($"\"{Any(HostileText.JsonStrings)}\":{Any(OtherTypes)}");
        if (members.Count > 0 && random.NextDouble() < spoiled / 4) members.Add(members[random.Next(members.Count)]);
        return $"{{{string.Join(',', members)}}}";
    }

    private string Array(string name, JsonObject schema, double spoiled)
    {
        var (least, most) = ((int?)schema["minItems"] ?? 0, (int?)schema["maxItems"] ?? EntriesMax);
        var count = random.NextDouble() < spoiled / 4 ? most + 1 : Math.Clamp(random.Next(3), least, most);
        var items = schema["items"]!.AsObject();
        return $"[{string.Join(',', Enumerable.Range(0, count).Select(_ => Write(name, items, spoiled)))}]";
    }

    private string Integer(JsonObject schema)
    {
        var least = (long?)schema["minimum"] ?? -1;
        var most = (long?)schema["maximum"] ?? 10_000;
        return random.Next(6) switch
        {
            0 => Text(least),
            1 => Text(most),
            _ => Text(Math.Clamp(random.Next(1, 8), least, most)),
        };

        static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
    }

    private string Text(string name, JsonObject schema)
    {
        if (name == "paymentToken") return Any(PaymentTokens);
        if (name == "events") return Any(EventPatterns);
        if (name == "scopes") return Any([.. Scopes.All, "none:such"]);
        if (name == "expiresAt") return "2100-01-31T12:00:00Z";
        if (name == "url") return $"https://{Word(8)}.example/{Word(4)}";
        if (name == "email") return random.Next(2) == 0 ? NewAddress() : recall(name) ?? NewAddress();
        if (name.EndsWith("assword", StringComparison.Ordinal)) return Password;
        if (random.Next(30) > 0 && recall(name) is { } known) return known;
        if ((string?)schema["format"] == "date-time") return "2026-01-31T12:00:00Z";
        if (schema["examples"] is JsonArray examples) return (string)examples[0]!;
        var (least, most) = ((int?)schema["minLength"] ?? 0, (int?)schema["maxLength"] ?? LengthMax);
        return Word(random.Next(4) switch { 0 => least, 1 => most, _ => Math.Clamp(5, least, most) });
    }

    private string NewAddress() => $"{Word(6)}@{Word(4)}.example";

    private string Beyond(JsonObject schema) => random.Next(4) switch
    {
        0 => Quote(Word(((int?)schema["maxLength"] ?? LengthMax) + 1)),
        1 => Quote(Word(Math.Max(0, ((int?)schema["minLength"] ?? 0) - 1))),
        _ => $"\"{Any(HostileText.JsonStrings)}\"",
    };

    private string Word(int length)
    {
        var word = new StringBuilder(length);
        while (word.Length < length) word.Append((char)random.Next('a', 'z' + 1));
        return word.ToString();
    }

    private string Any(string[] values) => values[random.Next(values.Length)];

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
