using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ShopActors.Cluster.Tests.Trust;

/// <summary>One client or silo of a test.</summary>
internal sealed record Peer(IHost Host, Task FirstConnectionEnded) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _given = new();

    public Task StartAsync() => Host.StartAsync(_given.Token).WaitAsync(Patience);

    /// <summary>Connects and asks the shop something harmless: how many categories its catalogue has.</summary>
    public async Task<int> AskAsync()
    {
        await StartAsync();
        var catalog = Host.Services.GetRequiredService<IGrainFactory>().GetGrain<ICatalogGrain>(CatalogLimits.ReaderKey);
        return (await catalog.Categories().WaitAsync(Patience)).Length;
    }

    /// <summary>Asks as well, and finds its first connection ended without an answer.</summary>
    public async Task AssertRefusedAsync()
    {
        var asking = AskAsync();
        await FirstConnectionEnded.WaitAsync(Patience);
        await _given.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => asking);
    }

    public async ValueTask DisposeAsync()
    {
        await _given.CancelAsync();

        // Also a silo whose start failed: its directory would otherwise spin on the ended stream of membership updates.
        await Host.StopAsync().WaitAsync(Patience);
        await ((IAsyncDisposable)Host).DisposeAsync();
        _given.Dispose();
    }
}
