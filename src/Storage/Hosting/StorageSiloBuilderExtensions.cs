using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Runtime;
using ShopActors.Storage;

namespace Orleans.Hosting;

/// <summary>Adds the journal store's background services to silos.</summary>
public static class StorageSiloBuilderExtensions
{
    /// <summary>
    /// Adds the background services: one wakes the grains of due journals, one deletes expired journals.
    /// </summary>
    public static ISiloBuilder AddJournalServices(this ISiloBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<JournalShares>();
        Add<JournalWaker>(builder.Services);
        Add<JournalSweeper>(builder.Services);
        return builder;
    }

    private static void Add<TService>(IServiceCollection services)
        where TService : class, ILifecycleParticipant<ISiloLifecycle>
    {
        services.TryAddSingleton<TService>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            static provider => provider.GetRequiredService<TService>());
    }
}
