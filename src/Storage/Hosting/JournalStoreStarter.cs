using Microsoft.Extensions.Hosting;

namespace ShopActors.Storage;

/// <summary>Opens the store while the host starts: a damaged, locked or unsafe one stops the host there.</summary>
internal sealed class JournalStoreStarter(IJournalStore store) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        store is IOpenableStore openable ? openable.Open(cancellationToken) : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
