using System.ComponentModel.DataAnnotations;

namespace ShopActors.WebApi.Limits;

/// <summary>
/// The limits of one process. An IPv6 client is counted by its /64 network, because one subscriber holds all of it.
/// </summary>
internal sealed class ApiLimits
{
    public const string SectionName = "Limits";

    /// <summary>
    /// The largest body in bytes. A body is buffered completely in its connection, whose buffer holds a megabyte.
    /// </summary>
    /// <value>Default: 64 KiB, several times the largest legal request.</value>
    [Range(1_024, 512 * 1_024)]
    public int BodyBytesMax { get; set; } = 64 * 1_024;

    /// <summary>
    /// How long a body may take to arrive; a later one is answered with 408. Meanwhile the request counts only as a
    /// connection, not as one in flight.
    /// </summary>
    /// <value>Default: 10 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan BodyTimeMax { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The largest upload of an import in bytes. It is stored line by line and not buffered.</summary>
    /// <value>Default: 512 MiB.</value>
    [Range(1_024, 16L * 1_024 * 1_024 * 1_024)]
    public long ImportBytesMax { get; set; } = 512 * 1_024 * 1_024;

    /// <summary>
    /// How long the work for a request may take after its body has arrived; reads are stopped then. An answer that is
    /// known later is sent all the same.
    /// </summary>
    /// <value>Default: 30 s, the response timeout of grain calls.</value>
    public TimeSpan RequestTimeMax { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The most requests in flight; more are shed with 503.</summary>
    /// <value>Default: 2,000.</value>
    [Range(1, 1_000_000)]
    public int ConcurrentRequestsMax { get; set; } = 2_000;

    /// <summary>
    /// The most requests per second from one address, with bursts of ten seconds' worth; more are refused with 429. 0
    /// disables this limit.
    /// </summary>
    /// <value>Default: 200, which an office behind one address rarely reaches.</value>
    [Range(0, 1_000_000)]
    public int RequestsPerSecondPerAddress { get; set; } = 200;

    /// <summary>
    /// The most requests per second of one guest, customer or operator, with bursts of ten seconds' worth, from any
    /// address. 0 disables this limit.
    /// </summary>
    /// <value>Default: 50.</value>
    [Range(0, 1_000_000)]
    public int RequestsPerSecondPerPrincipal { get; set; } = 50;

    /// <summary>
    /// The most carts and customers created, sign-ins and requests for a new password per second from one address, with
    /// bursts of ten seconds' worth: they need no credentials and cost more than other requests. 0 disables this limit.
    /// </summary>
    /// <value>Default: 5.</value>
    [Range(0, 1_000_000)]
    public int CreationsPerSecondPerAddress { get; set; } = 5;

    /// <summary>The most open connections.</summary>
    /// <value>Default: 10,000.</value>
    [Range(1, 1_000_000)]
    public int ConnectionsMax { get; set; } = 10_000;

    /// <summary>
    /// The most open connections from one address; more are closed at once. Loopback and the proxies of
    /// <c>Proxies:Known</c> are exempt, because they carry many clients' connections.
    /// </summary>
    /// <value>Default: 256.</value>
    [Range(1, 1_000_000)]
    public int ConnectionsPerAddressMax { get; set; } = 256;
}
