using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ShopActors.WebApi.Customers;

/// <summary>
/// A hash in the format of <c>PasswordHasher</c> (version 3) that belongs to no password: salt and key are random. To
/// compare with it takes as long as with a customer's.
/// </summary>
internal static class UnknownPassword
{
    private const byte Version = 0x01;
    private const int HmacSha512 = 2;
    private const int SaltBytes = 16;
    private const int KeyBytes = 32;
    private const int HeaderBytes = 13;

    public static PasswordHash Create(int iterations)
    {
        var hash = new byte[HeaderBytes + SaltBytes + KeyBytes];
        RandomNumberGenerator.Fill(hash.AsSpan(HeaderBytes));
        hash[0] = Version;
        BinaryPrimitives.WriteInt32BigEndian(hash.AsSpan(1), HmacSha512);
        BinaryPrimitives.WriteInt32BigEndian(hash.AsSpan(5), iterations);
        BinaryPrimitives.WriteInt32BigEndian(hash.AsSpan(9), SaltBytes);
        return new(Convert.ToBase64String(hash));
    }
}
