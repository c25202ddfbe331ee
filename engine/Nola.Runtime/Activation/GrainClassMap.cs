using System.Diagnostics.CodeAnalysis;
using Nola.Runtime.Activation;
using Orleans.Runtime;

namespace Orleans.Metadata;

/// <summary>The grain classes of this process by their grain types.</summary>
public sealed class GrainClassMap
{
    private readonly Func<GrainType, Type?> _find;

    internal GrainClassMap(ActivationHost host) => _find = host.Classes.Find;

    /// <summary>Finds a class.</summary>
    public bool TryGetGrainClass(GrainType grainType, [NotNullWhen(true)] out Type? grainClass) =>
        (grainClass = _find(grainType)) is not null;
}
