using Microsoft.Extensions.DependencyInjection;
using Nola.Runtime.Messaging;
using Orleans;
using Orleans.Runtime;

namespace Nola.Runtime.Placement;

/// <summary>
/// Joins the parts of the cluster with those above them when the silo starts. They cannot know each other earlier: the
/// activations ask the ring, and the ring has activations given up.
/// </summary>
internal sealed class ClusterLifecycle(IServiceProvider services) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle)
    {
        services.GetRequiredService<RingLocator>();
        services.GetRequiredService<GrainDirectory>().Kinds = services.GetRequiredService<IGrainKinds>();
        services.GetRequiredService<ClientViews>();
        services.GetRequiredService<SiloMetadataCache>();
        var center = services.GetRequiredService<MessageCenter>();
        center.Handler = services.GetRequiredService<IIncomingMessageHandler>();
        center.Watcher = services.GetRequiredService<ICallWatcher>();
        services.GetRequiredService<RangeHandover>().Listener = services.GetRequiredService<IRangeListener>();
        services.GetRequiredService<SiloCluster>().Participate(lifecycle);
    }
}
