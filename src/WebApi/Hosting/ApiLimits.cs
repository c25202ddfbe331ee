using System.ComponentModel.DataAnnotations;

namespace ShopActors.WebApi.Hosting;

/// <summary>Bounds on what one process accepts. The figures of connections and rates are per process.</summary>
internal sealed class ApiLimits
{
    public const string SectionName = "Limits";

    /// <summary>The largest body in bytes. <value>Default: 64 KiB, several times the largest legal request.</value></summary>
    [Range(1_024, 16 * 1_024 * 1_024)]
    public int BodyBytesMax { get; set; } = 64 * 1_024;

    /// <summary>The longest a request may run. <value>Default: 30 s, the response timeout of grain calls.</value></summary>
    public TimeSpan RequestTimeMax { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The most requests in flight; more are shed with 503. <value>Default: 2,000.</value></summary>
    [Range(1, 1_000_000)]
    public int ConcurrentRequestsMax { get; set; } = 2_000;

    /// <summary>
    /// The most requests a second from one address or token over a burst of ten seconds' worth; 0 switches the limit off.
    /// <value>Default: 0: a proxy in front usually knows the clients better.</value>
    /// </summary>
    [Range(0, 1_000_000)]
    public int RequestsPerSecond { get; set; }

    /// <summary>The most open connections. <value>Default: 10,000.</value></summary>
    [Range(1, 1_000_000)]
    public int ConnectionsMax { get; set; } = 10_000;
}
