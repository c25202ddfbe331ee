using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using ShopActors;

namespace Orleans.Hosting;

/// <summary>Services that silos and clients of the shop need before Orleans is added to the process.</summary>
public static class ShopGrainServices
{
    /// <summary>
    /// Makes grain references cheap. Must be called before <c>UseOrleans</c> or <c>UseOrleansClient</c>, because
    /// Orleans asks the providers in order of registration.
    /// </summary>
    public static IServiceCollection AddGrainInterfaceTypes(this IServiceCollection services) =>
        services.AddSingleton<IGrainInterfaceTypeProvider, GrainInterfaceTypes>();
}
