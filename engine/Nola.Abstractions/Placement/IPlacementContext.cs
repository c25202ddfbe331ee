namespace Orleans.Runtime.Placement;

/// <summary>What a placement director can choose from.</summary>
public interface IPlacementContext
{
    /// <summary>The local silo.</summary>
    SiloAddress LocalSilo { get; }

    /// <summary>The state of the local silo.</summary>
    SiloStatus LocalSiloStatus { get; }

    /// <summary>The silos that can host the grain.</summary>
    SiloAddress[] GetCompatibleSilos(PlacementTarget target);

    /// <summary>
    /// The silos that can host the grain, by the version of the interface that they have. Versions are not kept apart
    /// here: all silos are under the version that is asked for.
    /// </summary>
    IReadOnlyDictionary<ushort, SiloAddress[]> GetCompatibleSilosWithVersions(PlacementTarget target) =>
        new Dictionary<ushort, SiloAddress[]> { [target.InterfaceVersion] = GetCompatibleSilos(target) };
}
