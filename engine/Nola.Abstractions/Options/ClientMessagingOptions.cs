using System.Net;
using System.Net.Sockets;

namespace Orleans.Configuration;

/// <summary>A client's messaging.</summary>
public sealed class ClientMessagingOptions : MessagingOptions
{
    /// <summary>Buckets that spread grains over gateways where no direct route is known.</summary>
    /// <value>Default: 8192.</value>
    public int ClientSenderBuckets { get; set; } = 8192;

    /// <summary>The address family of the client's own address.</summary>
    /// <value>Default: IPv4.</value>
    public AddressFamily PreferredFamily { get; set; } = AddressFamily.InterNetwork;

    /// <summary>The client's own address.</summary>
    /// <value>Default: null: chosen from the host's.</value>
    public IPAddress? LocalAddress { get; set; }

    /// <summary>The interface whose address is taken.</summary>
    /// <value>Default: null.</value>
    public string? NetworkInterfaceName { get; set; }
}
