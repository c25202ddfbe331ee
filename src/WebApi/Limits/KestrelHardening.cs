using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using ShopActors.WebApi.Events;
using ShopActors.WebApi.Grpc;

namespace ShopActors.WebApi.Limits;

/// <summary>Limits the resources that a peer can occupy before a handler runs.</summary>
internal sealed class KestrelHardening(
    IOptions<ApiLimits> limits, IOptions<LiveEventOptions> live, ConnectionLimit connections, GrpcListener grpc)
    : IConfigureOptions<KestrelServerOptions>
{
    private const double BodyBytesPerSecondMin = 240;
    private static readonly TimeSpan BodyGrace = TimeSpan.FromSeconds(3);

    public void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;

        // Every byte is a character, so that text which is no UTF-8 reaches the check that refuses it by name.
        options.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
        options.Limits.MaxRequestBodySize = limits.Value.BodyBytesMax;
        options.Limits.MinRequestBodyDataRate = new(BodyBytesPerSecondMin, BodyGrace);
        options.Limits.MaxConcurrentConnections = limits.Value.ConnectionsMax;
        options.Limits.MaxRequestHeadersTotalSize = 16 * 1_024;
        options.Limits.MaxRequestLineSize = 2 * RequestForm.AddressMax;
        options.Limits.MaxRequestHeaderCount = 50;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        options.Limits.Http2.MaxStreamsPerConnection = 100;
        options.Limits.Http2.KeepAlivePingDelay = live.Value.Heartbeat;
        options.ConfigureEndpointDefaults(endpoint =>
        {
            endpoint.Use(connections.Apply);
            grpc.Apply(endpoint);
        });
    }
}
