using Orleans.Configuration;

namespace Nola.Runtime.Membership;

/// <summary>Who the silo is and how it takes part.</summary>
internal sealed class MembershipAgentOptions
{
    public required ClusterMembershipOptions Membership { get; init; }

    public required string SiloName { get; init; }

    /// <summary>What grains that are placed by role look for.</summary>
    public string? RoleName { get; init; }

    public string HostName { get; init; } = string.Empty;

    /// <summary>Zero if the silo is no gateway.</summary>
    public int GatewayPort { get; init; }

    public Random Random { get; init; } = new(1);
}
