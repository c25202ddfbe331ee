using ShopActors.TestKit;

namespace ShopActors.Shop.LoadTests;

/// <summary>A service under load: where it is, and which processes' CPU time is its cost.</summary>
internal sealed class LoadTarget(string name, Uri address, int clients, IReadOnlyList<int> processIds, string? opsToken)
    : IDisposable
{
    private const int SkusMax = 200;
    private const long AmpleStock = 1_000_000;

    public string Name => name;

    public ShopClient Client { get; } = new(address, clients);

    public string? OpsToken => opsToken;

    /// <summary>The SKUs on sale, once they were stocked.</summary>
    public IReadOnlyList<string> Skus { get; private set; } = [];

    /// <summary>CPU seconds of all its processes, or null for a service that this program did not start.</summary>
    public double? CpuSeconds => processIds.Count == 0 ? null : processIds.Sum(ProcessCpu.SecondsOfTree);

    /// <summary>Stocks every SKU amply, so that no checkout is refused for want of units.</summary>
    public async Task StockUpAsync(CancellationToken cancellationToken)
    {
        Skus = await Client.ReadSkusAsync(SkusMax, cancellationToken).ConfigureAwait(false);
        foreach (var sku in Skus)
        {
            await Client.SetStockAsync(sku, AmpleStock, opsToken, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => Client.Dispose();
}
