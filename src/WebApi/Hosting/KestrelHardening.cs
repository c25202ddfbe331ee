using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace ShopActors.WebApi.Hosting;

/// <summary>Limits on what a peer can make the server hold before a handler runs.</summary>
internal sealed class KestrelHardening(IOptions<ApiLimits> limits) : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = limits.Value.BodyBytesMax;
        options.Limits.MaxConcurrentConnections = limits.Value.ConnectionsMax;
        options.Limits.MaxRequestHeadersTotalSize = 16 * 1_024;
        options.Limits.MaxRequestHeaderCount = 50;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        options.Limits.Http2.MaxStreamsPerConnection = 100;
    }
}
