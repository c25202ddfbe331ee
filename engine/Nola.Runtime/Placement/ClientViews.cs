using Nola.Runtime.Membership;
using Nola.Runtime.Messaging;
using Orleans.Runtime;

namespace Nola.Runtime.Placement;

/// <summary>Tells clients which silos there are: when they ask, and when it changes.</summary>
internal sealed class ClientViews
{
    private readonly MessageCenter _center;
    private volatile GatewayView _view = GatewayView.Empty;

    public ClientViews(MembershipAgent agent, MessageCenter center)
    {
        _center = center;
        center.Answer(ControlOperation.GetView, (_, _) => new(_view.Encode()));
        agent.ViewChanged += OnViewChanged;
    }

    private void OnViewChanged(ClusterView view)
    {
        var next = new GatewayView(
            view.Version,
            [.. view.ActiveSilos.Select(silo => new GatewayView.Silo(silo, view.GatewayOf(silo)))],
            [.. view.Entries.Where(entry => entry.Status is SiloStatus.ShuttingDown or SiloStatus.Stopping)
                .Select(entry => entry.SiloAddress).Order()]);
        var isChanged = !next.Silos.SequenceEqual(_view.Silos) || !next.Leaving.SequenceEqual(_view.Leaving);
        _view = next;
        if (!isChanged) return;

        var bytes = next.Encode();
        foreach (var peer in _center.ConnectedPeers)
        {
            if (peer.IsClient) _center.Tell(peer, ControlOperation.View, bytes);
        }
    }
}
