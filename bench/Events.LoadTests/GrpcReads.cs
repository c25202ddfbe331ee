using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using ShopActors.WebApi.Grpc.V1;

namespace ShopActors.Events.LoadTests;

/// <summary>The same read of a cart over gRPC and over HTTP, in alternating rounds.</summary>
internal static class GrpcReads
{
    private const int Reads = 10_000;

    public static async Task<bool> MeasureAsync(
        MeasuredShop shop, EventLoadOptions options, CancellationToken cancellationToken)
    {
        var cart = await shop.Client.CreateCartAsync(cancellationToken).ConfigureAwait(false);
        await shop.Client.MustAsync(cart.Add(shop.Skus[0], 1), cancellationToken).ConfigureAwait(false);
        using var channel = GrpcChannel.ForAddress(shop.GrpcAddress);
        var carts = new CartService.CartServiceClient(channel);
        var headers = new Metadata { { "authorization", $"Bearer {cart.Token}" } };
        Task ReadGrpcAsync(int i) =>
            carts.GetCartAsync(new() { CartId = cart.Id }, headers, cancellationToken: cancellationToken).ResponseAsync;
        Task ReadHttpAsync(int i) => shop.Client.MustAsync(cart.Read(), cancellationToken);

        await MeasuredShop.InParallelAsync(Reads, ReadGrpcAsync, cancellationToken).ConfigureAwait(false);
        await MeasuredShop.InParallelAsync(Reads, ReadHttpAsync, cancellationToken).ConfigureAwait(false);
        List<double> grpc = [], http = [];
        for (var round = 0; round < options.Rounds; round++)
        {
            grpc.Add(await CpuOfAsync(ReadGrpcAsync).ConfigureAwait(false));
            http.Add(await CpuOfAsync(ReadHttpAsync).ConfigureAwait(false));
        }

        var (one, other) = (MeasuredShop.MedianOf(grpc), MeasuredShop.MedianOf(http));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"grpc       a cart read costs {one * 1e6 / Reads:N0} us of CPU over gRPC, {other * 1e6 / Reads:N0} us "
            + $"over HTTP ({one / other:N2} x)"));
        return true;

        async Task<double> CpuOfAsync(Func<int, Task> read)
        {
            var before = shop.CpuSeconds;
            await MeasuredShop.InParallelAsync(Reads, read, cancellationToken).ConfigureAwait(false);
            return shop.CpuSeconds - before;
        }
    }
}
