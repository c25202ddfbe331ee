using System.Reflection;

namespace Orleans.Runtime;

/// <summary>Makes the arguments of grain constructor parameters that carry an attribute.</summary>
/// <typeparam name="TMetadata">The attribute.</typeparam>
public interface IAttributeToFactoryMapper<in TMetadata>
    where TMetadata : IFacetMetadata
{
    /// <summary>Gives what makes the argument of one parameter. Asked once per parameter and silo.</summary>
    Factory<IGrainContext, object> GetFactory(ParameterInfo parameter, TMetadata metadata);
}
