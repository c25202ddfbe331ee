using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Nola.Runtime.Activation;

/// <summary>Finds what makes the arguments of parameters that carry a facet's attribute.</summary>
internal static class FacetFactory
{
    private static readonly MethodInfo FindMethod =
        typeof(FacetFactory).GetMethod(nameof(Find), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The factory of a parameter's argument, or null where it has no such attribute.</summary>
    /// <exception cref="OrleansException">It has one that no mapper is registered for.</exception>
    public static Factory<IGrainContext, object>? TryCreate(IServiceProvider services, ParameterInfo parameter)
    {
        var metadata = parameter.GetCustomAttributes(inherit: true).OfType<IFacetMetadata>().FirstOrDefault();
        if (metadata is null) return null;

        return FindMethod.MakeGenericMethod(metadata.GetType())
            .CreateDelegate<Func<IServiceProvider, ParameterInfo, IFacetMetadata, Factory<IGrainContext, object>?>>()
            (services, parameter, metadata);
    }

    private static Factory<IGrainContext, object>? Find<TMetadata>(
        IServiceProvider services, ParameterInfo parameter, IFacetMetadata metadata)
        where TMetadata : IFacetMetadata
    {
        if (services.GetService<IAttributeToFactoryMapper<TMetadata>>() is { } mapper)
        {
            return mapper.GetFactory(parameter, (TMetadata)metadata) ?? throw new OrleansException(
                $"{mapper.GetType().FullName} made no factory for {parameter.Name} of {parameter.Member.DeclaringType}.");
        }

        // The runtime's own facet needs no mapper, but may have one.
        return metadata is PersistentStateAttribute ? null : throw new OrleansException(
            $"No IAttributeToFactoryMapper is registered for {typeof(TMetadata).FullName}, which the parameter "
            + $"{parameter.Name} of {parameter.Member.DeclaringType} carries.");
    }
}
