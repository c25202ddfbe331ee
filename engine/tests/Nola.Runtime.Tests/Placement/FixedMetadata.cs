using System.Net;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace Nola.Runtime.Tests.Placement;

/// <summary>Silos with given zones and racks; the first one is the local silo.</summary>
internal sealed class FixedMetadata((string Name, string? Zone, string? Rack)[] silos)
    : ISiloMetadataCache, ILocalSiloDetails
{
    public SiloAddress[] Silos { get; } =
        [.. silos.Select((_, index) => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 1 + index), 1))];

    public string Name => silos[0].Name;

    public string ClusterId => "cluster";

    public string DnsHostName => "localhost";

    public SiloAddress SiloAddress => Silos[0];

    public SiloAddress GatewayAddress => Silos[0];

    public string NameOf(SiloAddress silo) => silos[Array.IndexOf(Silos, silo)].Name;

    public SiloMetadata GetSiloMetadata(SiloAddress siloAddress)
    {
        var (_, zone, rack) = silos[Array.IndexOf(Silos, siloAddress)];
        var metadata = new SiloMetadata();
        if (zone is not null) metadata.AddMetadata([new("zone", zone)]);
        if (rack is not null) metadata.AddMetadata([new("rack", rack)]);
        return metadata;
    }
}
