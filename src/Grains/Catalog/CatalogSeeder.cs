using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Seeds an empty shop with its first books. For each book it opens the stock first and puts the product second, so a
/// seeded product always has stock. If the catalogue contains some but not all books of the seed and nothing else, a
/// crash has interrupted the seeding, and the next start adds the missing ones. If it contains any other product, it
/// belongs to the operators and is left unchanged. Products are put with expected version 0 and stock is opened under a
/// fixed operation id, so neither a second silo nor a later start overwrites a change.
/// </summary>
internal sealed partial class CatalogSeeder(
    IGrainFactory grains,
    IJournalStore store,
    TimeProvider time,
    IOptions<CatalogOptions> options,
    ILogger<CatalogSeeder> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private const int BooksAtOnce = 32;
    private static readonly TimeSpan RetryDelayMax = TimeSpan.FromMinutes(1);

    private static readonly Caller Seeder =
        Caller.Ops(new PrincipalId("seed"), Scopes.CatalogWrite, Scopes.StockAdjust);

    private readonly CancellationTokenSource _stopping = new();
    private Task _retrying = Task.CompletedTask;
    private volatile bool _hasSeeded;

    /// <summary>Whether this silo adds no books any more.</summary>
    public bool IsDone => _hasSeeded || !options.Value.Seed;

    public void Participate(ISiloLifecycle lifecycle)
    {
        ArgumentNullException.ThrowIfNull(lifecycle);
        if (!options.Value.Seed) return;
        lifecycle.Subscribe(nameof(CatalogSeeder), ServiceLifecycleStage.Active, StartAsync, StopAsync);
    }

    public void Dispose() => _stopping.Dispose();

    /// <summary>Adds the missing books, unless the catalogue contains products that are not from the seed.</summary>
    public async Task SeedAsync(IReadOnlyList<SeedBook> books)
    {
        // Reading one more than there are books shows whether there are others.
        var listed = await store.ReadListAsync(ProductJournals.List, null, books.Count + 1).ConfigureAwait(false);
        var missing = books.ToDictionary(book => ProductJournals.Of(ProductId.For(book.Sku)));
        foreach (var entry in listed)
        {
            if (!missing.Remove(entry.Id)) return;
        }

        if (missing.Count == 0) return;
        foreach (var some in missing.Values.Chunk(BooksAtOnce))
        {
            await Task.WhenAll(some.Select(AddAsync)).ConfigureAwait(false);
        }

        LogSeeded(logger, missing.Count);
    }

    private async Task AddAsync(SeedBook book)
    {
        await OpenStockAsync(book).ConfigureAwait(false);
        var product = grains.GetGrain<IProductGrain>(ProductId.For(book.Sku).Value);
        var put = await product.Put(Seeder, book.ToDraft(), expectedVersion: 0).ConfigureAwait(false);

        // A version conflict means that another silo has put the product and it has changed since.
        if (put.IsRefused && put.Error.Code != ErrorCode.StaleVersion)
        {
            throw new InvalidOperationException($"The product {book.Sku} was not added: {put.Error.Code}.");
        }
    }

    private async Task OpenStockAsync(SeedBook book)
    {
        var stock = grains.GetGrain<IStockGrain>(book.Sku.Value);
        var opened = await stock.Open(new OperationId($"seed/{book.Sku}"), Seeder, book.Stock)
            .ConfigureAwait(false);
        if (opened.IsRefused)
        {
            throw new InvalidOperationException($"The stock of {book.Sku} was not opened: {opened.Error.Code}.");
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var books = SeedBook.ReadAll();
        if (!await TrySeedAsync(books).ConfigureAwait(false)) _retrying = RetryAsync(books);
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _retrying.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task RetryAsync(IReadOnlyList<SeedBook> books)
    {
        try
        {
            var delay = TimeSpan.FromSeconds(1);
            do
            {
                await Task.Delay(delay, time, _stopping.Token).ConfigureAwait(false);
                delay = delay * 2 < RetryDelayMax ? delay * 2 : RetryDelayMax;
            }
            while (!await TrySeedAsync(books).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The silo is stopping before it could seed; the next one will.
        }
    }

    private async Task<bool> TrySeedAsync(IReadOnlyList<SeedBook> books)
    {
        try
        {
            await SeedAsync(books).ConfigureAwait(false);
            _hasSeeded = true;
            return true;
        }
        catch (Exception e) when (!_stopping.IsCancellationRequested)
        {
            // A shop that was seeded long ago must start even while its catalogue cannot be read.
            LogSeedFailed(logger, e);
            return false;
        }
    }

    [LoggerMessage(1001, LogLevel.Information, "Seeded the catalogue with {Products} products")]
    private static partial void LogSeeded(ILogger logger, int products);

    [LoggerMessage(1002, LogLevel.Warning, "The catalogue could not be seeded; trying again")]
    private static partial void LogSeedFailed(ILogger logger, Exception exception);
}
