using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace ShopActors.WebApi.Limits;

/// <summary>Keys by which limits count addresses.</summary>
internal static class PeerAddress
{
    private const long IPv4 = 1L << 32; // Outside the assigned IPv6 networks.

    /// <summary>
    /// One key per IPv4 address, and one per IPv6 network of 64 bits, whose holder has all its addresses for free.
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
