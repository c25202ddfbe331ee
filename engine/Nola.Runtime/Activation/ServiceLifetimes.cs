using Microsoft.Extensions.DependencyInjection;

namespace Nola.Runtime.Activation;

/// <summary>Which services a container makes once, as far as its registrations tell.</summary>
internal sealed class ServiceLifetimes(IServiceCollection services)
{
    private readonly Lazy<HashSet<Type>> _singletons = new(() => Read(services));

    public bool IsSingleton(Type type) =>
        _singletons.Value.Contains(type)
        || (type.IsConstructedGenericType
            && type.GetGenericTypeDefinition() is var definition
            && definition != typeof(IEnumerable<>)
            && _singletons.Value.Contains(definition));

    private static HashSet<Type> Read(IServiceCollection services)
    {
        HashSet<Type> singletons = [];
        foreach (var service in services)
        {
            if (service.IsKeyedService) continue;

            // The last registration of a type is the one that is resolved.
            if (service.Lifetime == ServiceLifetime.Singleton) singletons.Add(service.ServiceType);
            else singletons.Remove(service.ServiceType);
        }

        return singletons;
    }
}
