using Grpc.Core;
using Grpc.Net.Client;

namespace ShopActors.WebApi.Tests.Grpc;

/// <summary>A shop that serves gRPC beside HTTP.</summary>
public class GrpcFixture : ShopFixture
{
    private readonly int _port = FreePort.Next();

    public Uri GrpcAddress => new($"http://127.0.0.1:{_port}");

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings)
    {
        ["Grpc:Enabled"] = "true",
        ["Grpc:Url"] = $"http://127.0.0.1:{_port}",
    };

    /// <summary>A client of the shop, without credentials at first.</summary>
    internal GrpcShopper NewShopper(string? token = null) => new(GrpcChannel.ForAddress(GrpcAddress), token);

    /// <summary>Sends a call that must be refused.</summary>
    internal static async Task<RpcException> RefusedAsync<T>(AsyncUnaryCall<T> call)
    {
        using (call) return await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
    }
}
