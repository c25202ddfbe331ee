using Microsoft.Extensions.DependencyInjection;
using Nola.Runtime.Messaging;
using Orleans;
using Orleans.Runtime;

namespace Nola.Runtime.Placement;

/// <summary>Connects a client to its cluster when it starts.</summary>
internal sealed class ClientClusterLifecycle(IServiceProvider services) : ILifecycleParticipant<IClusterClientLifecycle>
{
    public void Participate(IClusterClientLifecycle lifecycle)
    {
        var center = services.GetRequiredService<MessageCenter>();
        var directory = services.GetRequiredService<ClientDirectory>();
        center.Handler = services.GetRequiredService<IIncomingMessageHandler>();
        lifecycle.Subscribe(
            nameof(ClientClusterLifecycle),
            ServiceLifecycleStage.RuntimeGrainServices,
            cancellationToken => ConnectAsync(directory, cancellationToken),
            async _ =>
            {
                await directory.DisposeAsync().ConfigureAwait(false);
                await center.DisposeAsync().ConfigureAwait(false);
                directory.OnClosed();
            });
    }

    private async Task ConnectAsync(ClientDirectory directory, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await directory.ConnectAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (SiloUnavailableException exception)
            {
                var filter = services.GetService<IClientConnectionRetryFilter>();
                if (filter is null
                    || !await filter.ShouldRetryConnectionAttempt(exception, cancellationToken).ConfigureAwait(false))
                {
                    throw;
                }
            }
        }
    }
}
