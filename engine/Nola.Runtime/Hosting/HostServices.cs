using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Nola.Runtime.Activation;
using Nola.Runtime.Diagnostics;
using Nola.Runtime.Filters;
using Nola.Runtime.Scheduling;
using Nola.Runtime.Serialization;
using Nola.Runtime.Storage;
using Nola.Runtime.Timers;
using Orleans.Metadata;
using Orleans.Serialization;
using Orleans.Storage;
using Orleans.Timers;

namespace Nola.Runtime.Hosting;

/// <summary>The services that silos and clients share.</summary>
internal static class HostServices
{
    public static void AddTo(IServiceCollection services)
    {
        services.AddLogging();
        services.AddOptions();
        services.AddMetrics();
        services.TryAddSingleton<RuntimeInstruments>();
        services.TryAddSingleton<HostInstruments>();
        services.AddSerializer();
        services.TryAddSingleton<IReferenceFactory>(s => s.GetRequiredService<ActivationHost>().References);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ITurnPool>(ThreadTurnPool.Instance);
        services.TryAddSingleton(new ServiceLifetimes(services));
        services.TryAddSingleton<GrainFactory>();
        services.TryAddSingleton<IGrainReferenceRuntime>(ReferenceCalls.Instance);
        services.TryAddSingleton<IGrainFactory>(s => s.GetRequiredService<GrainFactory>());
        services.TryAddSingleton<IClusterClient>(s => s.GetRequiredService<GrainFactory>());
        services.TryAddSingleton(s => new GrainClassMap(s.GetRequiredService<ActivationHost>()));
        services.TryAddSingleton<IGrainContextAccessor, GrainContextAccessor>();
        services.TryAddScoped<GrainContextSlot>();
        services.TryAddScoped(s => s.GetRequiredService<GrainContextSlot>().Context
            ?? throw new InvalidOperationException("The scope does not belong to an activation."));
        services.TryAddSingleton<IGrainStorageSerializer, DefaultGrainStorageSerializer>();
    }

    public static void AddTracing(IServiceCollection services)
    {
        services.TryAddSingleton(DistributedContextPropagator.Current);
        services.TryAddSingleton<CallTracing>();
    }
}
