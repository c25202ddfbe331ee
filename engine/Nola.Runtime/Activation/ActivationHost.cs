using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nola.Runtime.Diagnostics;
using Nola.Runtime.Filters;
using Nola.Runtime.Messaging;
using Nola.Runtime.Placement;
using Nola.Runtime.Scheduling;
using Orleans.Configuration;
using Orleans.Core.Internal;
using Orleans.Serialization;

namespace Nola.Runtime.Activation;

/// <summary>
/// What the activations, observers and calls of one silo or client share. Everything is set when the host is built and
/// read without locks.
/// </summary>
internal sealed class ActivationHost : IDisposable
{
    private readonly Lock _cyclesLock = new();
    private readonly DeadlineSource _activationDeadlines;
    private List<Func<bool>> _watchedCycles = [];
    private IIncomingGrainCallFilter[]? _incomingFilters;
    private IOutgoingGrainCallFilter[]? _outgoingFilters;
    private long _lastId;

    public ActivationHost(ActivationHostSetup setup)
    {
        Services = setup.Services;
        Time = setup.Time;
        SiloAddress = setup.SiloAddress;
        IsClient = setup.IsClient;
        Codecs = setup.Codecs;
        MessagingOptions = setup.MessagingOptions;
        CollectionOptions = setup.CollectionOptions;
        Locator = setup.Locator;
        Directory = setup.Directory;
        DefaultPlacement = setup.Services.GetService<PlacementStrategy>() ?? RingPlacement.Instance;
        Lifetimes = setup.Lifetimes;
        HasIncomingFilters = setup.Registered.IsService(typeof(IIncomingGrainCallFilter));
        HasOutgoingFilters = setup.Registered.IsService(typeof(IOutgoingGrainCallFilter));
        Pool = setup.Pool;
        Tracing = setup.Services.GetService<CallTracing>();
        Instruments = setup.Services.GetRequiredService<RuntimeInstruments>();
        Log = new HostLog(setup.Loggers);
        Catalog = new Catalog(this);
        Collector = new ActivationCollector(Catalog, CollectionOptions, Time, Instruments);
        Timer = new CallTimeouts(Time);
        Timer.Swept += LookAtCycles;
        Classes = new GrainClassRegistry(IsClient);
        Extensions = new ExtensionRegistry(this);
        Extensions.Add<IEnumerationExtension>(static activation => new EnumerationExtension(activation));
        Extensions.Add<ICancellationExtension>(static activation => new CancellationExtension(activation));
        Extensions.Add<IGrainManagementExtension>(static activation => new ManagementExtension(activation));
        References = new ReferenceFactory(this);
        ObserverClass = new GrainClass(this);
        Observers = new Observers.ObserverRegistry(this);
        Calls = new CallRuntime(this);
        _activationDeadlines = new DeadlineSource(Time, CollectionOptions.ActivationTimeout);
    }

    public IServiceProvider Services { get; }

    public TimeProvider Time { get; }

    public SiloAddress SiloAddress { get; }

    /// <summary>Whether the host has observers alone, and sends calls to grains to silos.</summary>
    public bool IsClient { get; }

    public CodecProvider Codecs { get; }

    public MessagingOptions MessagingOptions { get; }

    public GrainCollectionOptions CollectionOptions { get; }

    /// <summary>The strategy of grain classes that name none: the ring, unless the application registered another.</summary>
    public PlacementStrategy DefaultPlacement { get; }

    /// <summary>Null without a cluster.</summary>
    public GrainDirectory? Directory { get; }

    /// <summary>Set once the host can send, before it serves anything; null without a cluster.</summary>
    public GrainMoves? Moves { get; set; }

    public IGrainLocator Locator { get; }

    /// <summary>Set once the host can send, before it serves anything.</summary>
    public IMessageCenter? Messages { get; set; }

    public ServiceLifetimes Lifetimes { get; }

    /// <summary>Made with the first call that goes through them: filters may call grains, with this host's factory.</summary>
    public IIncomingGrainCallFilter[] IncomingFilters => _incomingFilters ??=
        HasIncomingFilters ? [.. Services.GetServices<IIncomingGrainCallFilter>()] : [];

    /// <summary>As <see cref="IncomingFilters"/>.</summary>
    public IOutgoingGrainCallFilter[] OutgoingFilters => _outgoingFilters ??=
        HasOutgoingFilters ? [.. Services.GetServices<IOutgoingGrainCallFilter>()] : [];

    public bool HasIncomingFilters { get; }

    public bool HasOutgoingFilters { get; }

    /// <summary>Whether calls have to take the longer way through filters.</summary>
    public bool HasFilters => HasIncomingFilters || HasOutgoingFilters;

    public ITurnPool Pool { get; }

    public HostLog Log { get; }

    public Catalog Catalog { get; }

    public ActivationCollector Collector { get; }

    public CallTimeouts Timer { get; }

    public GrainClassRegistry Classes { get; }

    public ExtensionRegistry Extensions { get; }

    public ReferenceFactory References { get; }

    public GrainClass ObserverClass { get; }

    public Observers.ObserverRegistry Observers { get; }

    public CallRuntime Calls { get; }

    /// <summary>Set once by the host that this belongs to.</summary>
    public IGrainRuntime GrainRuntime { get; set; } = null!;

    /// <summary>Null where no spans of calls are wanted.</summary>
    public CallTracing? Tracing { get; }

    /// <summary>Whether calls have to be traced now: they take the longer way, through filters.</summary>
    public bool IsTraced => Tracing is not null && CallTracing.IsListening;

    public RuntimeInstruments Instruments { get; }

    /// <summary>A token that is cancelled when an activation that starts now has taken too long.</summary>
    public CancellationToken ActivationDeadline => _activationDeadlines.Next();

    /// <summary>The activation whose turn the calling thread runs.</summary>
    public static IGrainContext? CurrentContext() => TurnThread.CurrentQueue as IGrainContext;

    /// <summary>Deactivates everything; what is activated meanwhile, too.</summary>
    public async Task ShutDownAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // Ending grains call others, storage among them; those come last, when nobody is left to call them.
        await DeactivateInTimeAsync(static a => !a.Class.IsSystem).ConfigureAwait(false);
        await DeactivateInTimeAsync(static _ => true).ConfigureAwait(false);
        return;

        async Task DeactivateInTimeAsync(Func<GrainActivation, bool> predicate)
        {
            using var deadline = CreateDeactivationDeadline(cancellationToken);
            try
            {
                await Catalog.DeactivateAsync(predicate, reason, deadline.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Some method does not end; the silo does.
                Log.ShutDownWithout(Catalog.Count);
            }
        }
    }

    public TimeSpan TimeoutOf(Request request) => request.Method.ResponseTimeout ?? MessagingOptions.ResponseTimeout;

    /// <summary>How often a request may meet an activation that ends before it serves anything.</summary>
    public int ForwardCountMax => MessagingOptions is SiloMessagingOptions options ? options.MaxForwardCount : 0;

    public int EnqueuedRequestsMaxOf(GrainClass grainClass) => MessagingOptions is not SiloMessagingOptions options ? 0
        : grainClass.Workers is null ? options.MaxEnqueuedRequestsHardLimit
        : options.MaxEnqueuedRequestsHardLimit_StatelessWorker;

    /// <summary>Looks the grain up again for a request whose activation is gone.</summary>
    public void Forward(Invocation invocation, GrainId grainId)
    {
        if (invocation.MayBeForwarded && !invocation.IsAbandoned)
        {
            invocation.ForwardCount++;
            Calls.Dispatch(invocation, grainId);
            return;
        }

        invocation.Phase = InvocationPhase.Ended;
        invocation.Release();
    }

    public void Dispose()
    {
        Collector.Dispose();
        Timer.Dispose();
        _activationDeadlines.Dispose();
    }

    public CancellationTokenSource CreateDeactivationDeadline(CancellationToken cancellationToken)
    {
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timer = Time.CreateTimer(
            static source =>
            {
                try
                {
                    ((CancellationTokenSource)source!).Cancel();
                }
                catch (ObjectDisposedException)
                {
                    // The deactivation has ended in time; an exception here would end the process.
                    return;
                }
            },
            deadline,
            CollectionOptions.DeactivationTimeout,
            Timeout.InfiniteTimeSpan);
        deadline.Token.UnsafeRegister(static timer => ((ITimer)timer!).Dispose(), timer);
        return deadline;
    }

    public ActivationId NewActivationId() => new(NewId());

    /// <summary>An id that is unique in the cluster: the host and a counter.</summary>
    public Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, SiloAddress.GetConsistentHashCode());
        BitConverter.TryWriteBytes(bytes[4..], SiloAddress.Generation);
        BitConverter.TryWriteBytes(bytes[8..], Interlocked.Increment(ref _lastId));
        return new Guid(bytes);
    }

    /// <summary>Looks again, with the sweeps of the timeouts, at a possible call cycle until it says that it is done.</summary>
    public void WatchCycle(Func<bool> reexamine)
    {
        lock (_cyclesLock)
        {
            _watchedCycles.Add(reexamine);
        }
    }

    private void LookAtCycles()
    {
        if (_watchedCycles.Count == 0) return;

        List<Func<bool>> watched;
        lock (_cyclesLock)
        {
            watched = _watchedCycles;
            _watchedCycles = [];
        }

        foreach (var reexamine in watched)
        {
            if (reexamine()) WatchCycle(reexamine);
        }
    }
}

/// <summary>What a host is built from.</summary>
internal sealed record ActivationHostSetup(
    IServiceProvider Services,
    ILoggerFactory Loggers,
    TimeProvider Time,
    SiloAddress SiloAddress,
    bool IsClient,
    CodecProvider Codecs,
    MessagingOptions MessagingOptions,
    GrainCollectionOptions CollectionOptions,
    IGrainLocator Locator,
    ServiceLifetimes Lifetimes,
    IServiceProviderIsService Registered,
    ITurnPool Pool,
    GrainDirectory? Directory = null);
