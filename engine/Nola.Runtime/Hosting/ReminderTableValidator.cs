using Microsoft.Extensions.DependencyInjection;

namespace Nola.Runtime.Hosting;

/// <summary>Reminders need a table.</summary>
internal sealed class ReminderTableValidator(IServiceProvider services) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        if (services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(IReminderTable))) return;

        throw new OrleansConfigurationException(
            "Reminders have no table. Call UseInMemoryReminderService, UseRedisReminderService or another provider.");
    }
}
