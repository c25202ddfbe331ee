using Microsoft.Extensions.DependencyInjection;
using Nola.Redis.Reminders;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>Reminders in Redis.</summary>
public static class RedisReminderSiloBuilderExtensions
{
    /// <summary>Keeps reminders in Redis.</summary>
    public static ISiloBuilder UseRedisReminderService(
        this ISiloBuilder builder, Action<RedisReminderTableOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.UseRedisReminderService(configure);
        return builder;
    }

    /// <summary>Keeps reminders in Redis.</summary>
    public static IServiceCollection UseRedisReminderService(
        this IServiceCollection services, Action<RedisReminderTableOptions> configure)
    {
        services.AddReminders();
        services.Configure(configure);
        services.AddSingleton<IReminderTable, RedisReminderTable>();
        return services;
    }
}
