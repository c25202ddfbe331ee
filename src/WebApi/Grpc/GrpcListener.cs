using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace ShopActors.WebApi.Grpc;

/// <summary>
/// Opens the port of gRPC beside the API's, and marks its connections: a request is known by the port that it came in
/// by, not by headers that a client could choose.
/// </summary>
internal sealed class GrpcListener(IOptions<GrpcOptions> options, IConfiguration configuration)
{
    /// <summary>Whether the request came in by the port of gRPC.</summary>
    public static bool IsUsedBy(HttpContext context) => context.Features.Get<GrpcConnection>() is not null;

    /// <summary>Makes the endpoint with the port of gRPC one of HTTP/2 alone.</summary>
    public void Apply(ListenOptions endpoint)
    {
        if (!options.Value.Enabled || endpoint.IPEndPoint?.Port != new Uri(options.Value.Url).Port) return;
        endpoint.Protocols = HttpProtocols.Http2;
        endpoint.Use(static next => connection =>
        {
            connection.Features.Set(GrpcConnection.Instance);
            return next(connection);
        });
    }

    /// <summary>Adds the address to the server's, which must not have started.</summary>
    public void AddAddress(IServer server)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()!.Addresses;
        if (addresses.Count == 0)
        {
            // The host reads these only while there are no others.
            foreach (var url in (configuration["Urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
            {
                addresses.Add(url.Trim());
            }
        }

        addresses.Add(options.Value.Url);
    }

    /// <summary>Marks a connection of the port.</summary>
    private sealed class GrpcConnection
    {
        public static GrpcConnection Instance { get; } = new();
    }
}
