using Microsoft.Extensions.Options;
using ShopActors.Hosting.Ports;

namespace ShopActors.WebApi.Grpc;

/// <summary>The port of gRPC.</summary>
internal sealed class GrpcPorts(IOptions<GrpcOptions> options) : IPortSource
{
    public IEnumerable<PortClaim> Read() =>
        HttpPorts.ClaimsOf($"{GrpcOptions.SectionName}:{nameof(GrpcOptions.Url)}", options.Value.Url);
}
