namespace ShopActors.Grains.Tests.Primitives;

/// <summary>Repeatable bits for tests.</summary>
internal sealed class SeededRandomSource(int seed) : IRandomSource
{
    private readonly Random _random = new(seed);

    public void Fill(Span<byte> buffer) => _random.NextBytes(buffer);
}
