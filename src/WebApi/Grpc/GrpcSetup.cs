using Google.Protobuf.Reflection;
using Microsoft.Extensions.Options;
using ShopActors.Hosting.Ports;
using ShopActors.WebApi.Events;
using ShopActors.WebApi.Limits;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;
using Wire = ShopActors.WebApi.Grpc.V1;

namespace ShopActors.WebApi.Grpc;

/// <summary>
/// The gRPC interface: other messages for the use cases of the HTTP API. Its calls pass the same middleware, so that
/// limits, credentials and keys are the same; refusals are written by <see cref="GrpcProblem"/>.
/// </summary>
internal static class GrpcSetup
{
    public static void AddShopGrpc(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<GrpcOptions>().BindConfiguration(GrpcOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GrpcOptions>, GrpcOptionsValidator>();
        services.AddSingleton<GrpcListener>();
        var options = GrpcOptions.Read(builder.Configuration);
        if (!options.Enabled) return;

        services.AddOwnPorts<GrpcPorts>();
        services.AddHostedService<GrpcAddress>();
        if (options.Url.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        services.AddGrpc(grpc =>
        {
            // A call without a route is refused like a request without one.
            grpc.IgnoreUnknownServices = true;
            grpc.Interceptors.Add<GrpcErrors>();
        });
        services.AddGrpcHealthChecks();
        if (HasReflection(options, builder.Environment)) services.AddGrpcReflection();
    }

    /// <summary>Keeps each interface on its own port; after routing.</summary>
    public static void UseGrpcPort(this WebApplication app)
    {
        if (!GrpcOptions.Read(app.Configuration).Enabled) return;
        app.Use(static (context, next) =>
        {
            if (context.GetEndpoint() is { } route
                && route.Metadata.GetMetadata<GrpcRoute>() is not null != GrpcListener.IsUsedBy(context))
            {
                context.SetEndpoint(null);
            }

            return next(context);
        });
    }

    public static void MapShopGrpc(this WebApplication app)
    {
        var options = GrpcOptions.Read(app.Configuration);
        if (!options.Enabled) return;

        var routes = app.MapGroup("").WithMetadata(new GrpcRoute()).ExcludeFromDescription();
        var orders = routes.MapCalls<OrderCalls>(Wire.OrderService.Descriptor);
        orders.Of("CreateOrder").ForShoppers().RequiresKey();
        orders.Of("GetOrder").ForShoppers();
        orders.Of("CancelOrder").ForShoppers();
        orders.Of("WatchOrder").ForShoppers().Streams();

        var carts = routes.MapCalls<CartCalls>(Wire.CartService.Descriptor);
        carts.Of("CreateCart").Public().WithMetadata(new Creation(Always: true));
        carts.Of("GetCart").ForShoppers();
        carts.Of("AddItem").ForShoppers().HonoursMatch();
        carts.Of("SetQuantity").ForShoppers().HonoursMatch();
        carts.Of("RemoveItem").ForShoppers().HonoursMatch();

        var stock = routes.MapCalls<StockCalls>(Wire.StockService.Descriptor);
        stock.Of("GetStock").Public();
        stock.Of("Reserve").ForShoppers();
        stock.Of("Release").ForShoppers();
        stock.Of("WatchStock").Public().Streams();

        routes.MapCalls<GreeterCalls>(Wire.Greeter.Descriptor).Of("SayHello").Public();

        // A watch counts as a request and lasts no longer than one: probes ask, and do not watch.
        routes.MapGrpcHealthChecksService().Public();
        if (HasReflection(options, app.Environment))
        {
            routes.MapGrpcReflectionService().Public().WithMetadata(new StreamedBody());
        }
    }

    private static bool HasReflection(GrpcOptions options, IHostEnvironment environment) =>
        options.Reflection ?? environment.IsDevelopment();

    private static ServiceRoutes MapCalls<TCalls>(this IEndpointRouteBuilder routes, ServiceDescriptor service)
        where TCalls : class
    {
        var calls = new ServiceRoutes(routes.MapGrpcService<TCalls>());
        foreach (var method in service.Methods)
        {
            if (method.GetOptions()?.IdempotencyLevel == MethodOptions.Types.IdempotencyLevel.NoSideEffects)
            {
                calls.Of(method.Name).WithMetadata(new ReadRoute());
            }
        }

        return calls;
    }
}

/// <summary>Marks a route of gRPC.</summary>
internal sealed record GrpcRoute;
