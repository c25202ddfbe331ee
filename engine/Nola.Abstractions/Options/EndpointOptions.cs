using System.Net;

namespace Orleans.Configuration;

/// <summary>Where a silo listens and what it advertises.</summary>
public sealed class EndpointOptions
{
    /// <summary>The default of <see cref="SiloPort"/>.</summary>
    public const int DEFAULT_SILO_PORT = 11111;

    /// <summary>The default of <see cref="GatewayPort"/>.</summary>
    public const int DEFAULT_GATEWAY_PORT = 30000;

    /// <summary>The port for other silos.</summary>
    /// <value>Default: 11111.</value>
    public int SiloPort { get; set; } = DEFAULT_SILO_PORT;

    /// <summary>The port for clients; 0 makes the silo no gateway.</summary>
    /// <value>Default: 30000.</value>
    public int GatewayPort { get; set; } = DEFAULT_GATEWAY_PORT;

    /// <summary>The address other silos and clients use.</summary>
    /// <value>Default: null: an IPv4 address of the host, else loopback.</value>
    public IPAddress? AdvertisedIPAddress { get; set; }

    /// <summary>Where the silo port is bound.</summary>
    /// <value>Default: null: the advertised address and <see cref="SiloPort"/>.</value>
    public IPEndPoint? SiloListeningEndpoint { get; set; }

    /// <summary>Where the gateway port is bound.</summary>
    /// <value>Default: null: the advertised address and <see cref="GatewayPort"/>.</value>
    public IPEndPoint? GatewayListeningEndpoint { get; set; }
}
