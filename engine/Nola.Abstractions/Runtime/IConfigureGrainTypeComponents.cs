using Orleans.Metadata;

namespace Orleans.Runtime;

/// <summary>Sets components that all activations of a grain type share. Registered as a service.</summary>
public interface IConfigureGrainTypeComponents
{
    /// <summary>Called once per grain type and silo, before its first activation.</summary>
    void Configure(GrainType grainType, GrainProperties properties, GrainTypeSharedContext shared);
}
