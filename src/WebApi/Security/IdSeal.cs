using System.Security.Cryptography;
using System.Text;

namespace ShopActors.WebApi.Security;

/// <summary>
/// Makes issued ids and tokens recognisable without calling a grain: they end in a check that only a holder of the
/// shop's key can compute. An id or token that fails the check was never issued, so the answer is "not found" and
/// nothing is activated. The check bounds how much memory strangers can make the shop use. It grants no access:
/// ownership is still decided by the owning grain. See docs/adr/0009.
/// </summary>
internal sealed class IdSeal
{
    /// <summary>The minimum length of a key.</summary>
    public const int KeyLengthMin = 32;

    /// <summary>48 bits, which replace the last 10 of the 26 characters after an id's prefix.</summary>
    private const int IdCheckBytes = 6;

    /// <summary>64 bits in base 32.</summary>
    private const int TokenCheckBytes = 8;

    private const int StackMax = 256;

    private readonly byte[] _key;

    /// <summary>Creates a seal with the shop's key.</summary>
    /// <exception cref="ArgumentException">The key is too short.</exception>
    public IdSeal(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length < KeyLengthMin)
        {
            throw new ArgumentException($"The key needs {KeyLengthMin} characters.", nameof(key));
        }

        _key = Encoding.UTF8.GetBytes(key);
    }

    /// <summary>Returns the id with its last 48 bits replaced by the check.</summary>
    public TId Seal<TId>(TId id)
        where TId : struct, ITextId<TId>
    {
        var named = NamedPart(id.Value);
        return TId.Parse(string.Concat(named, Check(named, IdCheckBytes)), null);
    }

    /// <summary>Whether the id was sealed with this key.</summary>
    public bool IsSealed<TId>(TId id)
        where TId : struct, ITextId<TId>
    {
        var named = NamedPart(id.Value);
        return Matches(id.Value.AsSpan(named.Length), Check(named, IdCheckBytes));
    }

    /// <summary>Parses an id; false if the text is not an id or was not sealed with this key.</summary>
    public bool TryRead<TId>(string? text, out TId id)
        where TId : struct, ITextId<TId>
    {
        if (TextIds.TryParse(text, out id) && IsSealed(id)) return true;
        id = default;
        return false;
    }

    /// <summary>The check that ends a token.</summary>
    public string CheckOfToken(ReadOnlySpan<char> body) => Check(body, TokenCheckBytes);

    /// <summary>256 bits that only the holder of the key can derive from the parts.</summary>
    public byte[] Derive(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        foreach (var part in parts)
        {
            // Length-prefixed, so that ("a", "bc") and ("ab", "c") differ.
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }

    /// <summary>Compares in constant time.</summary>
    public static bool Matches(ReadOnlySpan<char> presented, ReadOnlySpan<char> check) =>
        CryptographicOperations.FixedTimeEquals(
            System.Runtime.InteropServices.MemoryMarshal.AsBytes(presented),
            System.Runtime.InteropServices.MemoryMarshal.AsBytes(check));

    private static ReadOnlySpan<char> NamedPart(string id) => id.AsSpan(0, id.Length - IdText.CheckLength);

    private string Check(ReadOnlySpan<char> text, int bytes)
    {
        Span<byte> ascii = stackalloc byte[StackMax];
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, ascii[..Encoding.ASCII.GetBytes(text, ascii)], digest);
        return IdText.Encode("", digest[..bytes]);
    }
}
