using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Nola.Runtime.Placement;
using Nola.Runtime.Placement.Directors;
using Orleans.Hosting;
using Orleans.Placement;
using Orleans.Runtime.Placement.Filtering;

namespace Orleans.Runtime.MembershipService.SiloMetadata;

/// <summary>Gives silos metadata, by which grains can be placed.</summary>
public static class SiloMetadataHostingExtensions
{
    /// <summary>
    /// Adds metadata from the section <c>Orleans:Metadata</c> of the host's configuration; environment variables are named
    /// like <c>Orleans__Metadata__zone</c>.
    /// </summary>
    public static ISiloBuilder UseSiloMetadata(this ISiloBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.UseSiloMetadata(builder.Configuration);
    }

    /// <summary>Adds metadata from the section <c>Orleans:Metadata</c> of a configuration.</summary>
    public static ISiloBuilder UseSiloMetadata(this ISiloBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return builder.UseSiloMetadata(configuration.GetSection("Orleans").GetSection("Metadata"));
    }

    /// <summary>Adds the values of a section.</summary>
    public static ISiloBuilder UseSiloMetadata(this ISiloBuilder builder, IConfigurationSection configurationSection)
    {
        ArgumentNullException.ThrowIfNull(configurationSection);
        return builder.UseSiloMetadata(configurationSection.Get<Dictionary<string, string>>() ?? []);
    }

    /// <summary>Adds values. Those that were added earlier under other keys stay.</summary>
    public static ISiloBuilder UseSiloMetadata(this ISiloBuilder builder, Dictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(metadata);
        var services = builder.Services;
        services.AddOptions<SiloMetadata>().Configure(own => own.AddMetadata(metadata));
        services.TryAddSingleton<ISiloMetadataCache>(s => s.GetRequiredService<SiloMetadataCache>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ILifecycleParticipant<ISiloLifecycle>, SiloMetadataWatch>());
        services.AddPlacementFilter<
            RequiredMatchSiloMetadataPlacementFilterStrategy, RequiredMetadataFilter>(ServiceLifetime.Transient);
        services.AddPlacementFilter<
            PreferredMatchSiloMetadataPlacementFilterStrategy, PreferredMetadataFilter>(ServiceLifetime.Transient);
        return builder;
    }
}
