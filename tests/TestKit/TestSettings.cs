using System.Globalization;

namespace ShopActors.TestKit;

/// <summary>Settings of single tests, as environment variables.</summary>
internal static class TestSettings
{
    public static int Number(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;
}
