namespace Orleans.Runtime;

/// <summary>What this silo knows about the states of all silos.</summary>
public interface ISiloStatusOracle
{
    /// <summary>The state of this silo.</summary>
    SiloStatus CurrentStatus { get; }

    /// <summary>The name of this silo.</summary>
    string SiloName { get; }

    /// <summary>The address of this silo.</summary>
    SiloAddress SiloAddress { get; }

    /// <summary>The state of a silo, as far as known.</summary>
    SiloStatus GetApproximateSiloStatus(SiloAddress siloAddress);

    /// <summary>The states of all silos, as far as known.</summary>
    Dictionary<SiloAddress, SiloStatus> GetApproximateSiloStatuses(bool onlyActive = false);

    /// <summary>The active silos.</summary>
    SiloAddress[] GetActiveSilos();

    /// <summary>The name of a silo.</summary>
    bool TryGetSiloName(SiloAddress siloAddress, out string? siloName);

    /// <summary>Whether a silo takes part in the directory.</summary>
    bool IsFunctionalDirectory(SiloAddress siloAddress);

    /// <summary>Whether a silo is dead.</summary>
    bool IsDeadSilo(SiloAddress silo);

    /// <summary>Adds a listener.</summary>
    bool SubscribeToSiloStatusEvents(ISiloStatusListener observer);

    /// <summary>Removes a listener.</summary>
    bool UnSubscribeFromSiloStatusEvents(ISiloStatusListener observer);
}
