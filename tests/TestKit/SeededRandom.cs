using System.Security.Cryptography;

namespace ShopActors.TestKit;

/// <summary>Repeatable bits in place of unguessable ones.</summary>
internal sealed class SeededRandom(int seed) : RandomNumberGenerator
{
    private readonly Random _random = new(seed);

    public override void GetBytes(byte[] data) => _random.NextBytes(data);

    public override void GetBytes(Span<byte> data) => _random.NextBytes(data);
}
