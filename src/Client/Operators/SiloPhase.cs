using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>How far a silo's life is.</summary>
[JsonConverter(typeof(NameConverter<SiloPhase>))]
public enum SiloPhase
{
    /// <summary>A value of a newer shop, which this client does not know.</summary>
    Unknown,

    /// <summary>It joins the cluster.</summary>
    Starting,

    /// <summary>It runs grains.</summary>
    Running,

    /// <summary>It hands its grains over and leaves.</summary>
    Stopping,
}
