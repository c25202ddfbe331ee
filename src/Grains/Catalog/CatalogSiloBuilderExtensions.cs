using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Runtime;
using ShopActors;

namespace Orleans.Hosting;

/// <summary>Adds the services of the catalogue's grains to a silo.</summary>
public static class CatalogSiloBuilderExtensions
{
    /// <summary>
    /// Adds the silo's product copies, their index and the seeding of an empty catalogue, configured by the
    /// section <see cref="CatalogOptions.SectionName"/>.
    /// </summary>
    public static ISiloBuilder AddCatalog(this ISiloBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configuration);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<CatalogCache>();
        builder.Services.TryAddSingleton<CatalogListing>();
        builder.Services.TryAddSingleton<CatalogChanges>();
        builder.Services.AddMetrics();
        builder.Services.TryAddSingleton<StockInstruments>();
        builder.AddGrainService<CatalogService>();
        builder.Services.AddOptions<CatalogOptions>()
            .Bind(configuration.GetSection(CatalogOptions.SectionName)).ValidateDataAnnotations();
        builder.Services.TryAddSingleton<CatalogSeeder>();
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            static services => services.GetRequiredService<CatalogSeeder>());
        return builder;
    }
}
