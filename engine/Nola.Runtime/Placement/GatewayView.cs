using System.Collections.Immutable;
using System.Net;
using Orleans.Runtime;

namespace Nola.Runtime.Placement;

/// <summary>
/// What clients know of a cluster: a version, the active silos with the endpoints that clients use, and those that leave.
/// </summary>
/// <param name="Version">The version of the view it was taken from.</param>
/// <param name="Silos">The active silos that are gateways, and those that are not, which have no endpoint.</param>
/// <param name="Leaving">The silos that take no more calls but answer what they have taken.</param>
internal sealed record GatewayView(
    long Version, ImmutableArray<GatewayView.Silo> Silos, ImmutableArray<SiloAddress> Leaving)
{
    private const int SilosMax = 10_000;

    public static readonly GatewayView Empty = new(-1, [], []);

    /// <summary>The silos that answer.</summary>
    public IEnumerable<SiloAddress> Alive => Silos.Select(silo => silo.Address).Concat(Leaving);

    public byte[] Encode()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Version);
        writer.Write(Silos.Length);
        foreach (var silo in Silos)
        {
            writer.Write(silo.Address.ToParsableString());
            writer.Write(silo.Gateway?.Port ?? 0);
        }

        writer.Write(Leaving.Length);
        foreach (var silo in Leaving) writer.Write(silo.ToParsableString());
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads a view, or gives null where the bytes are none.</summary>
    public static GatewayView? TryDecode(byte[] bytes)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
            var version = reader.ReadInt64();
            var count = reader.ReadInt32();
            if (count is < 0 or > SilosMax) return null;

            var silos = ImmutableArray.CreateBuilder<Silo>();
            for (var i = 0; i < count; i++)
            {
                var address = SiloAddress.Parse(reader.ReadString());
                var port = reader.ReadInt32();
                if (port is < 0 or > ushort.MaxValue) return null;

                silos.Add(new Silo(address, port == 0 ? null : new IPEndPoint(address.Endpoint.Address, port)));
            }

            count = reader.ReadInt32();
            if (count is < 0 or > SilosMax) return null;

            var leaving = ImmutableArray.CreateBuilder<SiloAddress>();
            for (var i = 0; i < count; i++) leaving.Add(SiloAddress.Parse(reader.ReadString()));
            return new GatewayView(version, silos.ToImmutable(), leaving.ToImmutable());
        }
        catch (Exception exception) when (exception is EndOfStreamException or FormatException or IOException)
        {
            return null;
        }
    }

    /// <summary>A silo and where clients connect to it.</summary>
    internal sealed record Silo(SiloAddress Address, IPEndPoint? Gateway);
}
