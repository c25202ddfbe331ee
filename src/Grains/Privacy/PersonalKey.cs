using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace ShopActors;

/// <summary>A key for personal data.</summary>
/// <param name="Bytes">256 bits.</param>
[GenerateSerializer, Immutable, Alias("shop.personal-key-value")]
internal sealed record PersonalKey(ImmutableArray<byte> Bytes)
{
    public const int Size = 32;

    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>
    /// Encrypts with AES-GCM. The nonce is a keyed hash of the content, so that no nonce serves two contents and equal
    /// contents have equal texts; that tells no more than that they are equal.
    /// </summary>
    public string Seal(ReadOnlySpan<byte> content)
    {
        var text = new byte[NonceSize + content.Length + TagSize];
        Hash("nonce", content).AsSpan(0, NonceSize).CopyTo(text);
        using var cipher = new AesGcm(Derive("cipher"), TagSize);
        cipher.Encrypt(
            text.AsSpan(0, NonceSize), content, text.AsSpan(NonceSize, content.Length), text.AsSpan(^TagSize..));
        return Convert.ToBase64String(text);
    }

    /// <exception cref="CryptographicException">The text was encrypted with another key, or is damaged.</exception>
    public byte[] Open(string text)
    {
        var bytes = Convert.FromBase64String(text);
        if (bytes.Length < NonceSize + TagSize) throw new CryptographicException("The text is too short.");
        var content = new byte[bytes.Length - NonceSize - TagSize];
        using var cipher = new AesGcm(Derive("cipher"), TagSize);
        cipher.Decrypt(
            bytes.AsSpan(0, NonceSize), bytes.AsSpan(NonceSize, content.Length), bytes.AsSpan(^TagSize..), content);
        return content;
    }

    /// <summary>A digest from which the content cannot be guessed without the key.</summary>
    public string Digest(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(Hash("digest", content))[..32];

    // Leaves the key out.
    public override string ToString() => nameof(PersonalKey);

    private byte[] Hash(string purpose, ReadOnlySpan<byte> content) => HMACSHA256.HashData(Derive(purpose), content);

    // One key for each purpose.
    private byte[] Derive(string purpose) =>
        HKDF.Expand(HashAlgorithmName.SHA256, [.. Bytes], Size, Encoding.ASCII.GetBytes(purpose));
}
