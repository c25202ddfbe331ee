using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Orleans.Hosting;

/// <summary>Adds storages with faults.</summary>
public static class FaultInjectionStorageServiceCollectionExtensions
{
    /// <summary>Adds a storage in memory that fails when it is told to, by <see cref="IStorageFaultGrain"/>.</summary>
    public static IServiceCollection AddFaultInjectionMemoryStorage(
        this IServiceCollection services,
        string name,
        Action<MemoryGrainStorageOptions> configureOptions,
        Action<FaultInjectionGrainStorageOptions> configureFaultInjectionOptions) =>
        services.AddFaultInjectionMemoryStorage(
            name,
            options => options.Configure(configureOptions),
            options => options.Configure(configureFaultInjectionOptions));

    /// <summary>Adds a storage in memory that fails when it is told to, by <see cref="IStorageFaultGrain"/>.</summary>
    public static IServiceCollection AddFaultInjectionMemoryStorage(
        this IServiceCollection services,
        string name,
        Action<OptionsBuilder<MemoryGrainStorageOptions>>? configureOptions = null,
        Action<OptionsBuilder<FaultInjectionGrainStorageOptions>>? configureFaultInjectionOptions = null)
    {
        configureOptions?.Invoke(services.AddOptions<MemoryGrainStorageOptions>(name));
        configureFaultInjectionOptions?.Invoke(services.AddOptions<FaultInjectionGrainStorageOptions>(name));
        return services.AddGrainStorage(name, static (provider, key) =>
            FaultInjectionGrainStorageFactory.Create(provider, key, MemoryGrainStorageSiloBuilderExtensions.Create));
    }
}
