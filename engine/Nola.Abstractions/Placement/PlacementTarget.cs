namespace Orleans.Runtime.Placement;

/// <summary>The grain that is to be placed.</summary>
public readonly struct PlacementTarget(
    GrainId grainIdentity,
    Dictionary<string, object> requestContextData,
    GrainInterfaceType interfaceType,
    ushort interfaceVersion)
{
    /// <summary>The grain.</summary>
    public GrainId GrainIdentity { get; } = grainIdentity;

    /// <summary>The interface it is called through.</summary>
    public GrainInterfaceType InterfaceType { get; } = interfaceType;

    /// <summary>The interface's version.</summary>
    public ushort InterfaceVersion { get; } = interfaceVersion;

    /// <summary>The request context of the call.</summary>
    public Dictionary<string, object> RequestContextData { get; } = requestContextData;
}
