using ShopActors.TestKit;

namespace ShopActors.Shop.LoadTests;

/// <summary>One kind of request: how to prepare a round of them, untimed, and how to send the n-th.</summary>
internal sealed class LoadScenario(
    string name,
    int firstBatch,
    Func<LoadTarget, int, CancellationToken, Task<Func<int, ShopRequest>>> prepare)
{
    // A cart takes so many adds: eight lines of up to five units, well inside any shop's limits.
    private const int LinesPerCart = 8;
    private const int UnitsPerLine = 5;

    public string Name => name;

    /// <summary>How many requests the round has that only finds out how fast the target is.</summary>
    public int FirstBatch => firstBatch;

    public Task<Func<int,
        ShopRequest>> PrepareAsync(LoadTarget target, int requests, CancellationToken cancellationToken) =>
        prepare(target, requests, cancellationToken);

    public static LoadScenario Hello { get; } = new("hello", 2_000, (_, _, _) =>
        Task.FromResult<Func<int, ShopRequest>>(_ => new ShopRequest(HttpMethod.Get, "/hello")));

    public static LoadScenario Named(string name) => name switch
    {
        "cart-read" => new(name, 2_000, async (target, _, cancellationToken) =>
        {
            var carts = await FillCartsAsync(target, 256, oneSku: false, cancellationToken).ConfigureAwait(false);
            return i => carts[i % carts.Length].Read();
        }),
        "add-item" => new(name, 1_000, async (target, requests, cancellationToken) =>
        {
            var count = Math.Max(64, (requests + (LinesPerCart * UnitsPerLine) - 1) / (LinesPerCart * UnitsPerLine));
            var carts = await CreateCartsAsync(target, count, cancellationToken).ConfigureAwait(false);
            return i => carts[i % count].Add(target.Skus[i / count % LinesPerCart], 1);
        }),
        "checkout" => CheckOut(name, oneSku: false),
        "hot-sku" => CheckOut(name, oneSku: true),
        _ => throw new ArgumentException($"No scenario is called {name}.", nameof(name)),
    };

    private static LoadScenario CheckOut(string name, bool oneSku) =>
        new(name, 500, async (target, requests, cancellationToken) =>
        {
            var carts = await FillCartsAsync(target, requests, oneSku, cancellationToken).ConfigureAwait(false);
            return i => carts[i].CheckOut("load-" + carts[i].Id, "tok_ok");
        });

    private static async Task<ShopCart[]> FillCartsAsync(
        LoadTarget target, int count, bool oneSku, CancellationToken cancellationToken)
    {
        var carts = await CreateCartsAsync(target, count, cancellationToken).ConfigureAwait(false);
        await InParallelAsync(
            count,
            i => target.Client.MustAsync(
                carts[i].Add(target.Skus[oneSku ? 0 : i % target.Skus.Count], 1), cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return carts;
    }

    private static async Task<ShopCart[]> CreateCartsAsync(
        LoadTarget target, int count, CancellationToken cancellationToken)
    {
        var carts = new ShopCart[count];
        await InParallelAsync(
            count,
            async i => carts[i] = await target.Client.CreateCartAsync(cancellationToken).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        return carts;
    }

    private static Task InParallelAsync(int count, Func<int, Task> action, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = cancellationToken },
            async (i, _) => await action(i).ConfigureAwait(false));
}
