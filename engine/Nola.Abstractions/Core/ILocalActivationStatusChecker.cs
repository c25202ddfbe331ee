using Orleans.Runtime;

namespace Orleans;

/// <summary>Tells whether a grain is active on this silo.</summary>
public interface ILocalActivationStatusChecker
{
    /// <summary>Whether the grain has an activation on this silo.</summary>
    bool IsLocallyActivated(GrainId grainId);
}
