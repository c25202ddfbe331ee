namespace ShopActors.WebApi.Tests.Fuzzing;

/// <summary>Texts that break programs which take them for ordinary ones.</summary>
internal static class HostileText
{
    /// <summary>JSON escapes where the text itself cannot be sent: lone surrogates, for one, are no UTF-8.</summary>
    public static readonly string[] JsonStrings =
    [
        "", " ", "\\u0000", "a\\u0000b", "\\ud800", "\\udc00\\ud800", "\\u202Eabc", "\\u200B", "\\uFEFF", "\\uFFFF",
        "e\\u0301", "\\u00E9", "\\u212B", "\\uFB01", "\\u0130", "\\r\\n", "\\t", "\\\\", "\\\"", "\\u2028",
        "'; DROP TABLE journals; --", "<script>alert(1)</script>", "{{7*7}}", "${jndi:ldap://x}", "%s%n%x",
        "../../etc/passwd",
        "null", "true", "NaN", "-1", "1e308", "0x10", "١٢٣", "😀😀😀", "Ω≈ç√∫", "田中さん", "مرحبا", "a@b", "a@b.c", "CON",
        "__proto__", "constructor", "$type", "[object Object]",
    ];

    /// <summary>Parts of a path or query, as they stand in the address.</summary>
    public static readonly string[] Escaped =
    [
        "%00", "%0d%0a", "%2e%2e%2f", "%2F", "%5C", "%25", "%E2%80%AE", "%C3%A9", "%ff", "%ed%a0%80", "%F0%9F%98%80",
        "-1", "0", "2147483648", "9223372036854775808", "1e3", "NaN", "null", "true", "%20", "+", "a%20b",
        "a;b", "a=b",
        "a,b", "'", "%22", "*", "~", "!", "$", "(", "@",
    ];

    /// <summary>Values of headers.</summary>
    public static readonly string[] Headers =
    [
        "", " ", "*", "\"", "\"\"", "W/\"1\"", "\"1\",\"2\"", "\"1\", *", "a b", ",", ";", "=", "0", "-1",
        "\t", "Bearer",
        "Basic dTpw", "\"a\\\"b\"", "return=minimal", "wait=100", "return=minimal, wait=0", "text/plain",
        "utf-8", "é",
    ];

    /// <summary>Bodies that are not what any operation asks for.</summary>
    public static readonly string[] Bodies =
    [
        "", " ", "null", "[]", "{}", "\"text\"", "7", "true", "{", "{\"", "{\"sku\":", "[1,2",
        "{\"a\":1}{\"b\":2}", "{'a':1}",
        "{a:1}", "{\"a\":1,}", "/* */{}", "\uFEFF{}", "nul", "NaN", "{\"quantity\":1e999}", "{\"quantity\":01}",
        "{\"\\ud800\":1}", "<a/>", "a=b&c=d", "\0",
        new string('[', 200), Nested(100), $"\"{new string('x', 100_000)}\"",
    ];

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
}
