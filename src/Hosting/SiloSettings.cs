using System.ComponentModel.DataAnnotations;

namespace ShopActors.Hosting;

/// <summary>The addresses of a cluster's silo; an embedded silo does not listen.</summary>
public sealed class SiloSettings
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Silo";

    /// <summary>The address at which other silos and clients reach this silo.</summary>
    /// <value>Default: 127.0.0.1.</value>
    [Required]
    public string AdvertisedAddress { get; set; } = "127.0.0.1";

    /// <summary>The port for other silos.</summary>
    /// <value>Default: 11111.</value>
    [Range(1, 65_535)]
    public int SiloPort { get; set; } = 11_111;

    /// <summary>The port for clients.</summary>
    /// <value>Default: 30000.</value>
    [Range(1, 65_535)]
    public int GatewayPort { get; set; } = 30_000;

    /// <summary>
    /// The port to listen on for other silos, if a port mapping stands between it and <see cref="SiloPort"/>.
    /// </summary>
    /// <value>Default: <see cref="SiloPort"/>.</value>
    [Range(1, 65_535)]
    public int? SiloListeningPort { get; set; }

    /// <summary>
    /// The port to listen on for clients, if a port mapping stands between it and <see cref="GatewayPort"/>.
    /// </summary>
    /// <value>Default: <see cref="GatewayPort"/>.</value>
    [Range(1, 65_535)]
    public int? GatewayListeningPort { get; set; }

    /// <summary>Whether to listen on every address of the machine, as containers need.</summary>
    /// <value>Default: false.</value>
    public bool ListenOnAnyAddress { get; set; }

    /// <summary>The port of the health endpoints of a silo process.</summary>
    /// <value>Default: 5081.</value>
    [Range(1, 65_535)]
    public int HealthPort { get; set; } = 5_081;
}
