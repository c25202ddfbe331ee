using Grpc.Core;
using Wire = ShopActors.WebApi.Grpc.V1;

namespace ShopActors.WebApi.Grpc;

/// <summary>The greeting, which needs neither credentials nor a grain.</summary>
internal sealed class GreeterCalls : Wire.Greeter.GreeterBase
{
    public override Task<Wire.HelloReply> SayHello(Wire.HelloRequest request, ServerCallContext context) =>
        Task.FromResult(new Wire.HelloReply { Message = $"Hello {request.Name}" });
}
