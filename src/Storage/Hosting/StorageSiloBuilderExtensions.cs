using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Runtime;
using ShopActors.Storage;

namespace Orleans.Hosting;

/// <summary>Adds what the journal store gives to silos.</summary>
public static class StorageSiloBuilderExtensions
{
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
