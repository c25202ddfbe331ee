using System.Diagnostics.CodeAnalysis;
using Orleans.Metadata;

namespace Orleans.Runtime;

/// <summary>Says which grain types have their contexts prepared, and by what. Registered as a service.</summary>
public interface IConfigureGrainContextProvider
{
    /// <summary>Asked once per grain type and silo.</summary>
    bool TryGetConfigurator(
        GrainType grainType, GrainProperties properties, [NotNullWhen(true)] out IConfigureGrainContext? configurator);
}
