using System.Security.Cryptography;

namespace ShopActors;

/// <summary>Where unguessable bits come from: the system's generator in production, a seeded one in tests.</summary>
public interface IRandomSource
{
    /// <summary>Fills the buffer.</summary>
    void Fill(Span<byte> buffer);
}

/// <summary>The cryptographic generator of the system.</summary>
public sealed class CryptoRandomSource : IRandomSource
{
    /// <inheritdoc />
    public void Fill(Span<byte> buffer) => RandomNumberGenerator.Fill(buffer);
}
