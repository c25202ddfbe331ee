using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Nola.Runtime.Activation;
using Nola.Runtime.Diagnostics;
using Nola.Runtime.Membership;
using Nola.Runtime.Messaging;
using Nola.Runtime.Placement;

namespace Nola.Runtime.Hosting;

/// <summary>
/// What can be read from a host when somebody asks for it: nothing of this costs anything in between. Names are those of
/// Orleans where it has the instrument; the others start with <c>nola-</c>.
/// </summary>
internal sealed class HostInstruments
{
    private const double Mebibyte = 1024 * 1024;

    private readonly IServiceProvider _services;
    private readonly ActivationHost _host;
    private readonly Meter _meter;

    public HostInstruments(IServiceProvider services, ActivationHost host, RuntimeInstruments instruments)
    {
        _services = services;
        _host = host;
        _meter = instruments.Meter;
    }

    /// <summary>Makes the instruments of a silo.</summary>
    public void ObserveSilo()
    {
        ObserveActivations();
        ObserveProcess();
        if (_services.GetService<MessageCenter>() is { } center)
        {
            ObserveMessages(center);
            _meter.CreateObservableUpDownCounter(
                "orleans-gateway-connected-clients", () => center.ConnectedPeers.Count(peer => peer.IsClient));
        }

        if (_services.GetService<MembershipAgent>() is { } agent) ObserveMembership(agent);
    }

    /// <summary>Makes the instruments of a client.</summary>
    public void ObserveClient()
    {
        if (_services.GetService<MessageCenter>() is not { } center) return;

        ObserveMessages(center);
        _meter.CreateObservableGauge("orleans-client-connected-gateways", () => center.ConnectedPeers.Count());
    }

    private void ObserveActivations()
    {
        _meter.CreateObservableGauge("orleans-catalog-activations", () => _host.Catalog.Count);
        _meter.CreateObservableUpDownCounter("orleans-grains", CountByType);
        _meter.CreateObservableCounter("orleans-messaging-sent-local", () => _host.Calls.LocalCalls);
        _meter.CreateObservableGauge(
            "nola-activation-requests-waiting",
            () => _host.Catalog.Activations.Sum(activation => (long)activation.WaitingCount),
            description: "Requests that wait in the queues of activations.");
        _meter.CreateObservableGauge(
            "nola-activation-requests-running",
            () => _host.Catalog.Activations.Sum(activation => (long)activation.RunningCount),
            description: "Requests that activations have started and not ended.");
    }

    private IEnumerable<Measurement<int>> CountByType()
    {
        var counts = new Dictionary<GrainClass, int>();
        foreach (var activation in _host.Catalog.Activations)
        {
            counts[activation.Class] = counts.GetValueOrDefault(activation.Class) + 1;
        }

        return counts.Select(count => new Measurement<int>(
            count.Value, new KeyValuePair<string, object?>("type", count.Key.ClassType.FullName)));
    }

    private void ObserveProcess()
    {
        _meter.CreateObservableGauge(
            "orleans-runtime-total-physical-memory",
            static () => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Mebibyte,
            "MB");
        _meter.CreateObservableGauge(
            "orleans-runtime-available-memory",
            static () => GC.GetGCMemoryInfo() is var memory
                ? Math.Max(0, memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes) / Mebibyte
                : 0,
            "MB");
    }

    private void ObserveMessages(MessageCenter center)
    {
        _meter.CreateObservableGauge(
            "nola-messaging-calls-pending", () => center.PendingCount, description: "Calls to other hosts without an outcome.");
        _meter.CreateObservableGauge(
            "nola-messaging-calls-parked", () => center.ParkedCount, description: "Calls that wait for a route.");
        _meter.CreateObservableGauge(
            "nola-messaging-outcomes-held", () => center.HeldCount, description: "Outcomes that wait for the lease.");
        _meter.CreateObservableGauge(
            "nola-messaging-peers-connected", () => center.ConnectedPeers.Count(), description: "Connected hosts.");
    }

    private void ObserveMembership(MembershipAgent agent)
    {
        var handover = _services.GetRequiredService<RangeHandover>();
        _meter.CreateObservableGauge("orleans-consistent-ring-size", () => agent.View.ActiveSilos.Length);
        _meter.CreateObservableGauge(
            "orleans-consistent-ring-range-percentage-local",
            () => handover.Ownership is var ownership ? ownership.Ring.ShareOf(ownership.Local) * 100 : 0);
        _meter.CreateObservableGauge(
            "nola-membership-version", () => agent.View.Version, description: "The version of the view of the cluster.");
        _meter.CreateObservableGauge(
            "nola-membership-silos",
            () => agent.View.Entries
                .GroupBy(entry => entry.Status)
                .Select(status => new Measurement<int>(
                    status.Count(), new KeyValuePair<string, object?>("status", status.Key.ToString()))),
            description: "Rows of the membership table.");
        _meter.CreateObservableGauge(
            "nola-membership-lease-valid", () => agent.MayServe ? 1 : 0, description: "Whether the silo may serve.");
    }
}
