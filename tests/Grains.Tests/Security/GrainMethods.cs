using System.Reflection;
using Orleans.Runtime;
using Orleans.Services;
using ShopActors.Storage;

namespace ShopActors.Grains.Tests.Security;

/// <summary>All methods of all grain interfaces of the shop, without those of services of a silo.</summary>
internal static class GrainMethods
{
    public static IReadOnlyList<Type> Interfaces { get; } =
    [
        .. new[] { typeof(ICartGrain), typeof(ICheckoutCart), typeof(IWakeable) }
            .SelectMany(type => type.Assembly.GetTypes())
            .Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type)
                && !typeof(IGrainService).IsAssignableFrom(type)),
    ];

    public static IEnumerable<(Type Interface, MethodInfo Method)> All =>
        from type in Interfaces
        from method in type.GetMethods()
        select (type, method);

    /// <summary>The grain that has the interface, under a key of its own.</summary>
    public static GrainId TargetOf(Type grainInterface)
    {
        var grain = typeof(ICheckoutCart).Assembly.GetTypes()
            .First(type => typeof(Grain).IsAssignableFrom(type) && grainInterface.IsAssignableFrom(type));
        var key = grain.Name switch
        {
            "CartGrain" => "cart_00000000000000000000000000",
            "CustomerGrain" => "cus_00000000000000000000000000",
            "OrderGrain" => "ord_00000000000000000000000000",
            "PaymentGrain" => "pay_00000000000000000000000000",
            "WebhookEndpointGrain" => "whe_00000000000000000000000000",
            _ => "main",
        };
        var type = grain.GetCustomAttribute<GrainTypeAttribute>()!.GetGrainType(null!, null!);
        return GrainId.Create(type, IdSpan.Create(key));
    }
}
