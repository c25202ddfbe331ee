using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>
/// Gives an empty shop its first books. The stock is opened first and the products are put last, in one write that is
/// refused unless the catalogue is still empty: so a catalogue with products has its stock too, a crash half-way
/// only leads to a repetition, and neither a second silo nor a restart overwrites later changes.
/// </summary>
internal sealed partial class CatalogSeeder(
    IGrainFactory grains, TimeProvider time, IOptions<CatalogOptions> options, ILogger<CatalogSeeder> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private const int StocksAtOnce = 32;
    private static readonly TimeSpan RetryDelayMax = TimeSpan.FromMinutes(1);

    private static readonly Caller Seeder = Caller.Ops(new PrincipalId("seed"), Scopes.CatalogWrite, Scopes.StockAdjust);

    private readonly CancellationTokenSource _stopping = new();
    private Task _retrying = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle)
    {
        ArgumentNullException.ThrowIfNull(lifecycle);
        if (!options.Value.Seed) return;
        lifecycle.Subscribe(nameof(CatalogSeeder), ServiceLifecycleStage.Active, Start, Stop);
    }

    public void Dispose() => _stopping.Dispose();

    /// <summary>Seeds unless there are products.</summary>
    public async Task Seed(IReadOnlyList<SeedBook> books)
    {
        var master = grains.GetGrain<ICatalogMasterGrain>(CatalogLimits.MasterKey);
        if ((await master.GetIfNewer(long.MaxValue).ConfigureAwait(false)).Version > 0) return;

        foreach (var some in books.Chunk(StocksAtOnce))
        {
            await Task.WhenAll(some.Select(OpenStock)).ConfigureAwait(false);
        }

        ImmutableArray<ProductDraft> drafts = [.. books.Select(book => book.ToDraft())];
        var put = await master.PutMany(Seeder, drafts, expectedVersion: 0).ConfigureAwait(false);
        if (put.IsOk) LogSeeded(logger, drafts.Length);
    }

    private async Task OpenStock(SeedBook book)
    {
        var stock = grains.GetGrain<IStockGrain>(book.Sku.Value);
        var opened = await stock.Open(new OperationId($"seed/{book.Sku}"), Seeder, book.Stock)
            .ConfigureAwait(false);
        if (opened.IsRefused)
        {
            throw new InvalidOperationException($"The stock of {book.Sku} was not opened: {opened.Error.Code}.");
        }
    }

    private async Task Start(CancellationToken cancellationToken)
    {
        var books = SeedBook.ReadAll();
        if (!await TrySeed(books).ConfigureAwait(false)) _retrying = Retry(books);
    }

    private async Task Stop(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _retrying.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task Retry(IReadOnlyList<SeedBook> books)
    {
        try
        {
            var delay = TimeSpan.FromSeconds(1);
            do
            {
                await Task.Delay(delay, time, _stopping.Token).ConfigureAwait(false);
                delay = delay * 2 < RetryDelayMax ? delay * 2 : RetryDelayMax;
            }
            while (!await TrySeed(books).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The silo stops before it could seed; the next one will.
        }
    }

    private async Task<bool> TrySeed(IReadOnlyList<SeedBook> books)
    {
        try
        {
            await Seed(books).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (!_stopping.IsCancellationRequested)
        {
            // A shop that was seeded long ago must start even while its catalogue cannot be asked.
            LogSeedFailed(logger, e);
            return false;
        }
    }

    [LoggerMessage(1001, LogLevel.Information, "Seeded the empty catalogue with {Products} products")]
    private static partial void LogSeeded(ILogger logger, int products);

    [LoggerMessage(1002, LogLevel.Warning, "The catalogue could not be seeded; trying again")]
    private static partial void LogSeedFailed(ILogger logger, Exception exception);
}
