using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Storage;
using ShopActors.Storage;

namespace Orleans.Hosting;

/// <summary>Adds what the journal store gives to silos.</summary>
public static class StorageSiloBuilderExtensions
{
    /// <summary>Adds grain storage over the journal store under a provider name.</summary>
    public static ISiloBuilder AddJournalGrainStorage(
        this ISiloBuilder builder, string name = ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddKeyedSingleton<IGrainStorage>(
            name, static (services, _) => ActivatorUtilities.CreateInstance<JournalGrainStorage>(services));
        if (name == ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)
        {
            builder.Services.TryAddSingleton(
                static services => services.GetRequiredKeyedService<IGrainStorage>(
                    ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME));
        }

        return builder;
    }

    /// <summary>Adds the service that wakes the grains of due journals.</summary>
    public static ISiloBuilder AddJournalWaker(this ISiloBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<JournalWaker>();
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            static services => services.GetRequiredService<JournalWaker>());
        return builder;
    }
}
