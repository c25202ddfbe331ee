namespace ShopActors;

/// <summary>The runtime interfaces that clients of a silo's gateway may call. Set in code; not configurable.</summary>
public sealed class GrainCallOptions
{
    /// <summary>
    /// The full names of Orleans' own interfaces that are open to clients; all others are for silos and their grains.
    /// </summary>
    /// <value>Default: the list of grain types, and what cancels a call.</value>
    public ISet<string> RuntimeInterfacesOpenToClients { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "Orleans.Runtime.IClusterManifestSystemTarget",
        "Orleans.Runtime.IGrainCallCancellationExtension",
        "Orleans.Runtime.ICancellationSourcesExtension",
    };
}
