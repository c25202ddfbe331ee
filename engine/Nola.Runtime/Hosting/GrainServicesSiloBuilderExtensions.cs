using Microsoft.Extensions.DependencyInjection;
using Nola.Runtime.Services;
using Orleans.Services;

namespace Orleans.Hosting;

/// <summary>Adds grain services.</summary>
public static class GrainServicesSiloBuilderExtensions
{
    /// <summary>Adds a service that every silo has one of.</summary>
    public static ISiloBuilder AddGrainService<T>(this ISiloBuilder builder)
        where T : GrainService
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddGrainService<T>();
        return builder;
    }

    /// <summary>Adds a service that every silo has one of.</summary>
    public static IServiceCollection AddGrainService<T>(this IServiceCollection services) =>
        services.AddGrainService(typeof(T));

    /// <summary>Adds a service that every silo has one of.</summary>
    public static IServiceCollection AddGrainService(this IServiceCollection services, Type grainServiceType)
    {
        ArgumentNullException.ThrowIfNull(grainServiceType);
        return services.AddSingleton(provider => ServiceRegistry.Create(grainServiceType, provider));
    }
}
