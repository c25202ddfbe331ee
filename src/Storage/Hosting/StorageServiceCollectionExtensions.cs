using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ShopActors.Storage;
using ShopActors.Storage.InMemory;
using ShopActors.Storage.Postgres;
using ShopActors.Storage.Sqlite;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the journal store to a host.</summary>
public static class StorageServiceCollectionExtensions
{
    /// <summary>
    /// Adds the store that the <c>Storage</c> section selects (<see cref="StorageOptions"/>) and the services of
    /// journaled grains. The store is opened when the host starts or on first use.
    /// </summary>
    public static IServiceCollection AddJournalStore(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddValidated<StorageOptions>(configuration, StorageOptions.SectionName);
        services.AddValidated<SqliteJournalStoreOptions>(configuration, SqliteJournalStoreOptions.SectionName);
        services.AddValidated<PostgresJournalStoreOptions>(configuration, PostgresJournalStoreOptions.SectionName);
        services.AddValidated<JournalGrainOptions>(configuration, JournalGrainOptions.SectionName);
        services.AddValidated<JournalWakerOptions>(configuration, JournalWakerOptions.SectionName);
        services.AddValidated<JournalSweeperOptions>(configuration, JournalSweeperOptions.SectionName);
        services.TryAddSingleton(CreateStore);
        services.AddHostedService<JournalStoreStarter>();
        return services.AddJournalGrains();
    }

    /// <summary>Adds an existing store, such as one that several silos of a test share.</summary>
    public static IServiceCollection AddJournalStore(this IServiceCollection services, IJournalStore store)
    {
        // Registered as an instance: a container disposes what its factories create, but not an instance it was given.
        services.TryAddSingleton(store);
        return services.AddJournalGrains();
    }

    private static IServiceCollection AddJournalGrains(this IServiceCollection services)
    {
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<JournalGrainServices>();
        return services;
    }

    private static void AddValidated<TOptions>(
        this IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class =>
        services.AddOptions<TOptions>().Bind(configuration.GetSection(section)).ValidateDataAnnotations()
            .ValidateOnStart();

    private static IJournalStore CreateStore(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<StorageOptions>>().Value;
        return options.Backend switch
        {
            StorageBackend.Sqlite => SqliteJournalStore.Open(
                options.Path,
                services.GetRequiredService<IOptions<SqliteJournalStoreOptions>>().Value,
                services.GetRequiredService<TimeProvider>()),
            StorageBackend.Postgres => new PostgresJournalStore(
                services.GetRequiredService<IOptions<PostgresJournalStoreOptions>>().Value,
                services.GetRequiredService<TimeProvider>(),
                services.GetRequiredService<ILogger<PostgresJournalStore>>()),
            StorageBackend.Memory => new MemoryJournalStore(),
            _ => throw new JournalStoreException(
                JournalStoreFailure.Misconfigured, $"Storage:Backend '{options.Backend}' does not exist."),
        };
    }
}
