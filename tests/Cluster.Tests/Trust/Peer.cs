using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace ShopActors.Cluster.Tests.Trust;

/// <summary>One client or silo of a test.</summary>
internal sealed record Peer(IHost Host, Task FirstConnectionEnded) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _given = new();
    private bool _isStarted;

    public async Task StartAsync()
    {
        await Host.StartAsync(_given.Token).WaitAsync(Patience);
        _isStarted = true;
    }

    /// <summary>Connects and asks the shop something harmless: how many categories its catalogue has.</summary>
    public async Task<int> AskAsync()
    {
        await StartAsync();
        var catalog = Host.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<ICatalogGrain>(CatalogLimits.ReaderKey);
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

        // Orleans does not stop a silo whose start failed, and once it is disposed of its directory spins on the ended
        // stream of membership updates, which takes a core. Left alone it only waits until the process ends.
        if (Host.Services.GetService<ISiloLifecycleSubject>() is not null && !_isStarted) return;
        await ((IAsyncDisposable)Host).DisposeAsync();
        _given.Dispose();
    }
}
