namespace ShopActors.TestKit;

/// <summary>
/// Settings for load from one address, which the shop's default rates would refuse. The limits are raised and not
/// switched off, so that what they cost is part of what is measured.
/// </summary>
internal static class RaisedLimits
{
    private const string PerSecond = "1000000";

    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Limits__RequestsPerSecondPerAddress"] = PerSecond,
        ["Limits__RequestsPerSecondPerPrincipal"] = PerSecond,
        ["Limits__CreationsPerSecondPerAddress"] = PerSecond,
    };
}
