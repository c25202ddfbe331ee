using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace Orleans.TestingHost;

/// <summary>Makes storages with faults.</summary>
public static class FaultInjectionGrainStorageFactory
{
    /// <summary>Puts faults before the storage that a factory makes.</summary>
    public static IGrainStorage Create(
        IServiceProvider services,
        string name,
        Func<IServiceProvider, string, IGrainStorage> injectedGrainStorageFactory)
    {
        ArgumentNullException.ThrowIfNull(injectedGrainStorageFactory);
        return new FaultInjectionGrainStorage(
            injectedGrainStorageFactory(services, name),
            name,
            services.GetRequiredService<ILoggerFactory>(),
            services.GetRequiredService<IGrainFactory>(),
            services.GetRequiredService<IOptionsMonitor<FaultInjectionGrainStorageOptions>>().Get(name));
    }
}
