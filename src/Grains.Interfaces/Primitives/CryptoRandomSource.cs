using System.Security.Cryptography;

namespace ShopActors;

/// <summary>The cryptographic generator of the system.</summary>
public sealed class CryptoRandomSource : IRandomSource
{
    /// <inheritdoc />
    public void Fill(Span<byte> buffer) => RandomNumberGenerator.Fill(buffer);
}
