using Microsoft.Extensions.DependencyInjection;
using Nola.Runtime.Services;
using Orleans.Services;

namespace Orleans.Runtime.Services;

/// <summary>The base of clients of grain services: used by grains, registered as a singleton.</summary>
/// <typeparam name="TGrainService">The interface of the service.</typeparam>
public abstract class GrainServiceClient<TGrainService> : IGrainServiceClient<TGrainService>
    where TGrainService : IGrainService
{
    private readonly IServiceProvider _services;
    private readonly Lazy<IGrainFactory> _grains;

    /// <summary>Takes the silo's services.</summary>
    protected GrainServiceClient(IServiceProvider serviceProvider)
    {
        ArgumentNullException.ThrowIfNull(serviceProvider);
        _services = serviceProvider;
        _grains = new(serviceProvider.GetRequiredService<IGrainFactory>);
    }

    /// <summary>The grain whose turn runs.</summary>
    protected GrainReference CurrentGrainReference => RuntimeContext.Current?.GrainReference
        ?? throw new InvalidOperationException("Grain services are called by grains, from within their turns.");

    /// <summary>The service on the silo that the grain's hash belongs to.</summary>
    protected TGrainService GetGrainService(GrainId callingGrainId) =>
        GetGrainService(callingGrainId.GetUniformHashCode());

    /// <summary>The service on the silo that the hash belongs to.</summary>
    protected TGrainService GetGrainService(uint key) => GetGrainService(ServiceRegistry.OwnerOf(_services, key));

    /// <summary>The service on a silo.</summary>
    protected TGrainService GetGrainService(SiloAddress destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        return _grains.Value.GetGrain<TGrainService>(ServiceRegistry.IdOf(typeof(TGrainService), destination));
    }
}
