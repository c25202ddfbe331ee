namespace ShopActors;

/// <summary>How far a silo's life is.</summary>
[GenerateSerializer, Alias("shop.silo-phase")]
public enum SiloPhase
{
    /// <summary>It joins the cluster.</summary>
    Starting,

    /// <summary>It runs grains.</summary>
    Running,

    /// <summary>It hands its grains over and leaves.</summary>
    Stopping,
}
