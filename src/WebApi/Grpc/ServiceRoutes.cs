using Grpc.AspNetCore.Server;

namespace ShopActors.WebApi.Grpc;

/// <summary>The routes of a service's calls.</summary>
internal sealed class ServiceRoutes(IEndpointConventionBuilder service)
{
    /// <summary>The route of one call.</summary>
    public IEndpointConventionBuilder Of(string call) => new CallRoute(service, call);

    private sealed class CallRoute(IEndpointConventionBuilder service, string call) : IEndpointConventionBuilder
    {
        public void Add(Action<EndpointBuilder> convention) => service.Add(route =>
        {
            if (route.Metadata.OfType<GrpcMethodMetadata>().Any(known => known.Method.Name == call)) convention(route);
        });
    }
}
