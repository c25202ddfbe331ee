using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Nola.Runtime.Activation;
using Nola.Runtime.Membership;
using Nola.Runtime.Messaging;
using Nola.Runtime.Placement;
using Orleans.Services;

namespace Nola.Runtime.Services;

/// <summary>
/// The grain services of a silo, over its life. The id of a service is made of its interface's name and its silo's
/// address, so whoever knows both can call it.
/// </summary>
internal sealed class ServiceRegistry(IServiceProvider services, ActivationHost host) : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly ConditionalWeakTable<ActivationHost, GrainClass> s_classes = [];

    private readonly List<GrainService> _running = [];
    private IRingRange _range = new RingShare(HashRing.Empty, host.SiloAddress);

    /// <summary>The id of the service with the interface on a silo.</summary>
    public static GrainId IdOf(Type interfaceType, SiloAddress silo) =>
        HostAddressedGrains.Create($"service.{GrainTypeNames.OfInterface(interfaceType)}", silo);

    /// <summary>The id on this silo of a service whose id was made for none.</summary>
    public static GrainId IdOn(GrainId id, Silo silo) =>
        new(id.Type, IdSpan.Create(silo.SiloAddress.ToParsableString()));

    public static GrainClass ClassOf(ActivationHost host) =>
        s_classes.GetValue(host, static host => new GrainClass(host, isReentrant: true));

    public static SiloAddress OwnerOf(IServiceProvider services, uint hash) =>
        services.GetService<RangeHandover>()?.Ownership.Ring.OwnerOf(hash)
        ?? services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

    public static IRingRange RangeOf(IServiceProvider services) => new RingShare(
        services.GetService<RangeHandover>()?.Ownership.Ring ?? HashRing.Empty,
        services.GetRequiredService<ILocalSiloDetails>().SiloAddress);

    public static IGrainService Create(Type serviceType, IServiceProvider services)
    {
        var contract = Array.Find(
                serviceType.GetInterfaces(), type => type != typeof(IGrainService) && type.IsAssignableTo(typeof(IGrainService)))
            ?? throw new InvalidOperationException(
                $"{serviceType.FullName} implements no interface that is derived from IGrainService.");
        var silo = services.GetRequiredService<Silo>();
        return (IGrainService)ActivatorUtilities.CreateInstance(
            services, serviceType, IdOf(contract, silo.SiloAddress), silo);
    }

    public void Participate(ISiloLifecycle lifecycle)
    {
        ArgumentNullException.ThrowIfNull(lifecycle);
        lifecycle.Subscribe(
            nameof(ServiceRegistry), ServiceLifecycleStage.RuntimeGrainServices, InitializeAsync, static _ => Task.CompletedTask);
        lifecycle.Subscribe(nameof(ServiceRegistry), ServiceLifecycleStage.Active, StartAsync, StopAsync);
    }

    private async Task InitializeAsync(CancellationToken cancellationToken)
    {
        foreach (var service in services.GetServices<IGrainService>().OfType<GrainService>())
        {
            host.Catalog.Add(service.Target);
            await service.Target.RunAsync(() => service.Init(services)).WaitAsync(cancellationToken);
            _running.Add(service);
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_running.Count == 0) return;

        if (services.GetService<MembershipAgent>() is { } agent) agent.ViewChanged += _ => OnViewChanged();
        _range = RangeOf(services);
        foreach (var service in _running) await service.Target.RunAsync(service.Start).WaitAsync(cancellationToken);
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var service in _running) await service.Target.RunAsync(service.Stop).WaitAsync(cancellationToken);
    }

    // Raised for views in their order, one at a time.
    private void OnViewChanged()
    {
        var before = (RingShare)_range;
        var range = (RingShare)RangeOf(services);
        if (range.IsSameAs(before)) return;

        _range = range;
        foreach (var service in _running)
        {
            service.Target.RunAsync(() => service.ChangeRangeAsync(range, range.Share > before.Share)).Ignore();
        }
    }

    /// <summary>What a silo owns of a ring.</summary>
    private sealed class RingShare(HashRing ring, SiloAddress silo) : IRingRange
    {
        public double Share => ring.ShareOf(silo);

        public bool InRange(uint n) => ring.OwnerOf(n) is not { } owner || owner.Equals(silo);

        public bool IsSameAs(RingShare other) => ring.HasSameSilos(other.Ring);

        public override string ToString() => $"{Share:P1} of the ring of {ring.Silos.Length} silos";

        private HashRing Ring => ring;
    }
}
