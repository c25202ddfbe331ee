using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Metadata;

namespace Nola.Runtime.Activation;

/// <summary>What the application has changed about the making of one class's grains.</summary>
/// <param name="Activator">What makes and disposes of them in the place of the runtime, or null.</param>
/// <param name="Configurators">What prepares their contexts.</param>
internal sealed record GrainClassCustomization(IGrainActivator? Activator, IConfigureGrainContext[] Configurators)
{
    /// <summary>The changes for a class, or null where there are none: then nothing has to be looked at.</summary>
    public static GrainClassCustomization? Of(GrainClass grainClass)
    {
        var services = grainClass.Host.Services;
        var components = services.GetServices<IConfigureGrainTypeComponents>().ToArray();
        var providers = services.GetServices<IConfigureGrainContextProvider>().ToArray();
        if (components.Length == 0 && providers.Length == 0) return null;

        var properties = PropertiesOf(grainClass);
        var shared = new GrainTypeSharedContext(
            GrainTypeNames.NameOf(grainClass.ClassType), grainClass.Placement, grainClass.CollectionAge);
        foreach (var component in components) component.Configure(grainClass.GrainType, properties, shared);
        List<IConfigureGrainContext> configurators = [];
        foreach (var provider in providers)
        {
            if (provider.TryGetConfigurator(grainClass.GrainType, properties, out var configurator))
            {
                configurators.Add(configurator);
            }
        }

        var activator = shared.GetComponent<IGrainActivator>();
        return activator is null && configurators.Count == 0
            ? null
            : new GrainClassCustomization(activator, [.. configurators]);
    }

    private static GrainProperties PropertiesOf(GrainClass grainClass)
    {
        var services = grainClass.Host.Services;
        var properties = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [WellKnownGrainTypeProperties.TypeName] = grainClass.ClassType.Name,
            [WellKnownGrainTypeProperties.FullTypeName] = GrainTypeNames.NameOf(grainClass.ClassType),
        };
        foreach (var attribute in grainClass.ClassType.GetCustomAttributes(inherit: true))
        {
            (attribute as IGrainPropertiesProviderAttribute)?.Populate(
                services, grainClass.ClassType, grainClass.GrainType, properties);
        }

        foreach (var provider in services.GetServices<IGrainPropertiesProvider>())
        {
            provider.Populate(grainClass.ClassType, grainClass.GrainType, properties);
        }

        return new GrainProperties(properties.ToImmutableDictionary(StringComparer.Ordinal));
    }
}
