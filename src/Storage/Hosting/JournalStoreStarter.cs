using Microsoft.Extensions.Hosting;

namespace ShopActors.Storage;

/// <summary>Opens the store while the host starts, so that a damaged, locked or unsafe store stops the host.</summary>
internal sealed class JournalStoreStarter(IJournalStore store) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        store is IOpenableStore openable ? openable.OpenAsync(cancellationToken) : Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
