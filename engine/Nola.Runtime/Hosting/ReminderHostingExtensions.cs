using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Nola.Runtime.Hosting;
using Nola.Runtime.Reminders;
using Orleans.Configuration;
using Orleans.Timers;

namespace Orleans.Hosting;

/// <summary>Adds reminders.</summary>
public static class SiloBuilderReminderExtensions
{
    /// <summary>Adds the reminder service; a table has to be added as well.</summary>
    public static ISiloBuilder AddReminders(this ISiloBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddReminders();
        return builder;
    }

    /// <summary>Adds the reminder service; a table has to be added as well.</summary>
    public static IServiceCollection AddReminders(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(service => service.ServiceType == typeof(ReminderService))) return services;

        services.AddOptions<ReminderOptions>();
        services.AddSingleton<ReminderService>();
        services.AddSingleton<IReminderRegistry>(s => s.GetRequiredService<ReminderService>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(s => s.GetRequiredService<ReminderService>());
        services.AddTransient<IConfigurationValidator, ReminderTableValidator>();
        return services;
    }

    /// <summary>Adds reminders with a table in the cluster's memory.</summary>
    public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddReminders();
        builder.Services.TryAddSingleton<IReminderTable, InMemoryReminderTable>();
        return builder;
    }
}
