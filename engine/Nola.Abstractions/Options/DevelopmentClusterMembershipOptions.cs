using System.Net;

namespace Orleans.Configuration;

/// <summary>Where the silo is that holds the membership table of a development cluster in its memory.</summary>
public class DevelopmentClusterMembershipOptions
{
    /// <summary>The silo endpoint of the primary silo.</summary>
    /// <value>Default: null: this silo is the primary.</value>
    public IPEndPoint? PrimarySiloEndpoint { get; set; }
}
