namespace ShopActors.Grains.Tests.Primitives;

/// <summary>The seal of a shop that exists in tests alone.</summary>
internal static class TestSeal
{
    public static IdSeal Instance { get; } = new("a key that only the tests of the grains know");
}
