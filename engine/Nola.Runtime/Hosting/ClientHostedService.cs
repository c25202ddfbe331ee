using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nola.Runtime.Activation;
using Nola.Runtime.Messaging;

namespace Nola.Runtime.Hosting;

/// <summary>Connects a client when its host starts, and disconnects it when the host stops.</summary>
internal sealed class ClientHostedService(
    IServiceProvider services, ActivationHost host, ClientLifecycle lifecycle) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var validator in services.GetServices<IConfigurationValidator>())
        {
            validator.ValidateConfiguration();
        }

        host.Messages ??= services.GetService<IMessageCenter>();
        services.GetRequiredService<HostInstruments>().ObserveClient();
        RuntimeContext.SetSource(ActivationHost.CurrentContext);
        foreach (var participant in services.GetServices<ILifecycleParticipant<IClusterClientLifecycle>>())
        {
            participant.Participate(lifecycle);
        }

        await lifecycle.OnStart(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await lifecycle.OnStop(cancellationToken);
        host.Dispose();
    }
}
