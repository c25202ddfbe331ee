using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace ShopActors.WebApi.Limits;

/// <summary>Addresses as limits count them.</summary>
internal static class PeerAddress
{
    private const long IPv4 = 1L << 32; // Apart from the IPv6 networks that anything is assigned from.

    /// <summary>
    /// One key per IPv4 address, and per IPv6 network of 64 bits, whose addresses cost its holder nothing.
    /// </summary>
    public static long KeyOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        plain.TryWriteBytes(bytes, out _);
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? IPv4 | BinaryPrimitives.ReadUInt32BigEndian(bytes)
            : BinaryPrimitives.ReadInt64BigEndian(bytes);
    }
}
