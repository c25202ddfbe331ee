using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nola.Redis.Clustering;
using Orleans;
using Orleans.Clustering.Redis;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Providers;
using StackExchange.Redis;

[assembly: ApplicationPart("Nola.Redis")]
[assembly: RegisterProvider("Redis", "Clustering", "Silo", typeof(RedisClusteringProvider))]
[assembly: RegisterProvider("Redis", "Clustering", "Client", typeof(RedisClusteringProvider))]
[assembly: RegisterProvider("Redis", "Reminders", "Silo", typeof(RedisReminderProvider))]

namespace Nola.Redis.Clustering;

/// <summary>
/// Clustering in Redis: through a keyed connection (<c>ServiceKey</c>), a named connection string (<c>ConnectionName</c>) or
/// a <c>ConnectionString</c>.
/// </summary>
internal sealed class RedisClusteringProvider : IProviderBuilder<ISiloBuilder>, IProviderBuilder<IClientBuilder>
{
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection)
    {
        builder.UseRedisClustering(static _ => { });
        Configure(builder.Services, configurationSection);
    }

    public void Configure(IClientBuilder builder, string? name, IConfigurationSection configurationSection)
    {
        builder.UseRedisClustering(static _ => { });
        Configure(builder.Services, configurationSection);
    }

    internal static (ConfigurationOptions? Options, IConnectionMultiplexer? Shared) FindConnection(
        IServiceProvider services, IConfigurationSection section)
    {
        if (section["ServiceKey"] is { Length: > 0 } key)
        {
            return (new ConfigurationOptions(), services.GetRequiredKeyedService<IConnectionMultiplexer>(key));
        }

        var text = section["ConnectionString"] is { Length: > 0 } given ? given
            : section["ConnectionName"] is { Length: > 0 } name
                ? services.GetRequiredService<IConfiguration>().GetConnectionString(name)
                : null;
        return (string.IsNullOrEmpty(text) ? null : ConfigurationOptions.Parse(text), null);
    }

    private static void Configure(IServiceCollection services, IConfigurationSection section) =>
        services.AddOptions<RedisClusteringOptions>().Configure<IServiceProvider>((options, provider) =>
        {
            var (configuration, shared) = FindConnection(provider, section);
            options.ConfigurationOptions = configuration ?? options.ConfigurationOptions;
            if (shared is not null) options.CreateMultiplexer = _ => Task.FromResult((shared, true));
        });
}

/// <summary>Reminders in Redis, connected in the same ways.</summary>
internal sealed class RedisReminderProvider : IProviderBuilder<ISiloBuilder>
{
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection)
    {
        builder.UseRedisReminderService(static _ => { });
        builder.Services.AddOptions<RedisReminderTableOptions>().Configure<IServiceProvider>((options, provider) =>
        {
            var (configuration, shared) = RedisClusteringProvider.FindConnection(provider, configurationSection);
            options.ConfigurationOptions = configuration ?? options.ConfigurationOptions;
            if (shared is not null) options.CreateMultiplexer = _ => Task.FromResult((shared, true));
        });
    }
}
