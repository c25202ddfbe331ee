namespace Orleans.Metadata;

/// <summary>The keys of <see cref="GrainProperties"/> that the runtime fills.</summary>
public static class WellKnownGrainTypeProperties
{
    /// <summary>The name of the placement strategy.</summary>
    public const string PlacementStrategy = "placement-strategy";

    /// <summary>The names of placement filters.</summary>
    public const string PlacementFilter = "placement-filter";

    /// <summary>The name of the grain directory.</summary>
    public const string GrainDirectory = "directory-policy";

    /// <summary>Whether requests carry no order.</summary>
    public const string Unordered = "unordered";

    /// <summary>The prefix of the keys of implemented interfaces.</summary>
    public const string ImplementedInterfacePrefix = "interface.";

    /// <summary>How long an activation may be idle.</summary>
    public const string IdleDeactivationPeriod = "idle-duration";

    /// <summary>The value of <see cref="IdleDeactivationPeriod"/> of activations that are never collected.</summary>
    public const string IndefiniteIdleDeactivationPeriodValue = "indefinite";

    /// <summary>The class's name.</summary>
    public const string TypeName = "type-name";

    /// <summary>The class's name with its namespace.</summary>
    public const string FullTypeName = "full-type-name";
}
