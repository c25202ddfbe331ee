namespace ShopActors;

/// <summary>What clients of a silo's gateway may call of the runtime itself. Set in code: it is no setting.</summary>
public sealed class GrainCallOptions
{
    /// <summary>
    /// The full names of interfaces of Orleans' own assemblies that are open to clients; the others are for silos and
    /// their grains.
    /// </summary>
    /// <value>Default: the list of grain types, and what cancels a call.</value>
    public ISet<string> RuntimeInterfacesOpenToClients { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "Orleans.Runtime.IClusterManifestSystemTarget",
        "Orleans.Runtime.IGrainCallCancellationExtension",
        "Orleans.Runtime.ICancellationSourcesExtension",
    };
}
