using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using ShopActors;

namespace Orleans.Hosting;

/// <summary>What silos and clients of the shop need before Orleans is added to a process.</summary>
public static class ShopGrainServices
{
    /// <summary>
    /// Makes references to grains cheap. Called before <c>UseOrleans</c> or <c>UseOrleansClient</c>, because providers
    /// are asked in the order in which they were added.
    /// </summary>
    public static IServiceCollection AddGrainInterfaceTypes(this IServiceCollection services) =>
        services.AddSingleton<IGrainInterfaceTypeProvider, GrainInterfaceTypes>();
}
