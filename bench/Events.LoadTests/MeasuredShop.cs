using System.Globalization;
using ShopActors.TestKit;

namespace ShopActors.Events.LoadTests;

/// <summary>A shop of its own, under load.</summary>
internal sealed class MeasuredShop : IAsyncDisposable
{
    private const int Clients = 64;
    private const long AmpleStock = 1_000_000;
    private const string OpsToken = "events-load-operator-token-0123456789";

    private readonly TemporaryDirectory _home = new("events-load-");
    private readonly ShopProcess _process;

    private MeasuredShop()
    {
        GrpcAddress = new($"http://127.0.0.1:{FreePort.Next()}");
        _process = new ShopProcess(_home.Child("data"), _home.File("shop.log"), OpsToken)
        {
            Settings =
            {
                ["Events__Webhooks__AllowPrivateTargets"] = "true",
                ["Events__Live__ConnectionsMax"] = "20000",
                ["Grpc__Enabled"] = "true",
                ["Grpc__Url"] = GrpcAddress.ToString().TrimEnd('/'),
                ["Limits__ConcurrentRequestsMax"] = "30000",
                ["Limits__ConnectionsMax"] = "30000",
                ["Limits__ConnectionsPerAddressMax"] = "30000",
            },
        };
        Client = new(_process.Address, Clients);
    }

    public Uri GrpcAddress { get; }

    public Uri Address => _process.Address;

    public ShopClient Client { get; }

    public IReadOnlyList<string> Skus { get; private set; } = [];

    public double CpuSeconds => ProcessCpu.SecondsOfTree(_process.ProcessId);

    public double MemoryMegabytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process.ProcessId}/status")
                .Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)
                / 1024;
        }
    }

    public static async Task<MeasuredShop> StartAsync(CancellationToken cancellationToken)
    {
        var shop = new MeasuredShop();
        await shop._process.StartAsync(cancellationToken).ConfigureAwait(false);
        shop.Skus = await shop.Client.ReadSkusAsync(40, cancellationToken).ConfigureAwait(false);
        foreach (var sku in shop.Skus)
        {
            await shop.Client.SetStockAsync(sku, AmpleStock, OpsToken, cancellationToken).ConfigureAwait(false);
        }

        return shop;
    }

    /// <summary>A request of the operator, which must succeed.</summary>
    public Task<ShopAnswer> OperateAsync(ShopRequest request, CancellationToken cancellationToken) =>
        Client.MustAsync(request with { Token = OpsToken }, cancellationToken);

    /// <summary>Buys so many carts, the preparation included, and returns the CPU seconds of it all.</summary>
    public async Task<double> BuyAsync(int checkouts, CancellationToken cancellationToken)
    {
        var before = CpuSeconds;
        await InParallelAsync(checkouts, i => BuyOneAsync(i, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        return CpuSeconds - before;
    }

    private async Task BuyOneAsync(int number, CancellationToken cancellationToken)
    {
        var cart = await Client.CreateCartAsync(cancellationToken).ConfigureAwait(false);
        await Client.MustAsync(cart.Add(Skus[number % Skus.Count], 1), cancellationToken).ConfigureAwait(false);
        await Client.MustAsync(cart.CheckOut($"buy-{cart.Id}", "tok_ok"), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Buys at a steady rate for some seconds.</summary>
    public async Task BuyAtAsync(int perSecond, int seconds, CancellationToken cancellationToken)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond));
        List<Task> buying = [];
        for (var i = 0; i < perSecond * seconds; i++)
        {
            await pace.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false);
            buying.Add(BuyOneAsync(i, cancellationToken));
        }

        await Task.WhenAll(buying).ConfigureAwait(false);
    }

    public static Task InParallelAsync(int count, Func<int, Task> action, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = Clients, CancellationToken = cancellationToken },
            async (i, _) => await action(i).ConfigureAwait(false));

    public static double MedianOf(IEnumerable<double> values) => values.Order().ToArray() is var sorted
        ? sorted[sorted.Length / 2]
        : 0;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _process.DisposeAsync().ConfigureAwait(false);
        _home.Dispose();
    }
}
