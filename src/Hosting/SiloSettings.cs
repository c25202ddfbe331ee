using System.ComponentModel.DataAnnotations;

namespace ShopActors.Hosting;

/// <summary>Where the silo of a cluster listens; an embedded one does not.</summary>
public sealed class SiloSettings
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Silo";

    /// <summary>The address other silos and clients reach this silo at. <value>Default: 127.0.0.1.</value></summary>
    [Required]
    public string AdvertisedAddress { get; set; } = "127.0.0.1";

    /// <summary>The port for other silos. <value>Default: 11111.</value></summary>
    [Range(1, 65_535)]
    public int SiloPort { get; set; } = 11_111;

    /// <summary>The port for clients. <value>Default: 30000.</value></summary>
    [Range(1, 65_535)]
    public int GatewayPort { get; set; } = 30_000;

    /// <summary>
    /// The port to listen on for other silos, where something stands between it and <see cref="SiloPort"/>.
    /// <value>Default: <see cref="SiloPort"/>.</value>
    /// </summary>
    [Range(1, 65_535)]
    public int? SiloListeningPort { get; set; }

    /// <summary>
    /// The port to listen on for clients, where something stands between it and <see cref="GatewayPort"/>.
    /// <value>Default: <see cref="GatewayPort"/>.</value>
    /// </summary>
    [Range(1, 65_535)]
    public int? GatewayListeningPort { get; set; }

    /// <summary>
    /// Whether to listen on every address of the machine, as containers need. <value>Default: false.</value>
    /// </summary>
    public bool ListenOnAnyAddress { get; set; }

    /// <summary>The port of the health endpoints of a silo process. <value>Default: 5081.</value></summary>
    [Range(1, 65_535)]
    public int HealthPort { get; set; } = 5_081;
}
