using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Nola.Runtime.Membership;
using Nola.Runtime.Messaging;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Nola.Runtime.Placement;

/// <summary>
/// Where the grains are that do not live where the ring says: those with a placement strategy of their own, and those
/// that were moved. The owner of a grain's point is the authority.
/// </summary>
/// <remarks>
/// <para>The owner has an entry per displaced grain. A silo hosts one only after the owner has granted that, in the view
/// that both are in: a silo that meanwhile saw another view asks again. Moving a grain swaps its entry, and only from
/// the very activation that was moved.</para>
/// <para>Who gains a range asks every silo of the ring what it hosts of it, and waits for the leases of the dead; what it
/// answers with, a silo has committed itself to, because no owner of an earlier view can grant it anything any more.
/// Until all have answered, displaced grains without an entry wait. Entries are never handed over: the hosts are the
/// truth. See <c>docs/design/placement.md</c>.</para>
/// </remarks>
internal sealed partial class GrainDirectory : IDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(20);

    private readonly RangeHandover _handover;
    private readonly MembershipAgent _agent;
    private readonly MessageCenter _center;
    private readonly IPlacementDecisions _decisions;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SiloAddress _local;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationToken _stop;
    private readonly Lock _lock = new();

    // What this silo knows as an owner. Changed under the lock, read by calls.
    private readonly ConcurrentDictionary<GrainId, DirectoryEntry> _entries = new();

    // What this silo hosts. Changed under the lock, read by calls.
    private readonly ConcurrentDictionary<GrainId, HostedGrain> _hosted = new();

    // Grains whose directors have not decided yet, or have failed for those that wait.
    private readonly ConcurrentDictionary<GrainId, Task<SiloAddress>> _attempts = new();

    public GrainDirectory(
        RangeHandover handover,
        MembershipAgent agent,
        MessageCenter center,
        IPlacementDecisions decisions,
        TimeProvider time,
        ILogger<GrainDirectory> logger)
    {
        _handover = handover;
        _agent = agent;
        _center = center;
        _decisions = decisions;
        _time = time;
        _logger = logger;
        _local = agent.LocalAddress;
        _stop = _stopping.Token;
        center.Answer(ControlOperation.RegisterGrain, OnRegisterAsync);
        center.Answer(ControlOperation.GrainLeft, OnGrainLeftAsync);
        center.Answer(ControlOperation.HostedGrains, OnHostedGrainsAsync);
        center.Answer(ControlOperation.RingGrainsMove, OnRingGrainsMoveAsync);
        handover.OwnershipChanged += OnOwnershipChanged;
    }

    /// <summary>Set before the silo joins by the layer that has the grain classes.</summary>
    public IGrainKinds? Kinds { get; set; }

    /// <summary>Whether this silo is one of the ring, so that it may host.</summary>
    public bool IsMember => _handover.Ownership.Ring.Contains(_local);

    /// <summary>The displaced grains that this silo hosts.</summary>
    public IReadOnlyCollection<GrainId> Hosted => [.. _hosted.Keys];

    /// <summary>What this silo knows as an owner.</summary>
    public DirectoryEntry? Find(GrainId grain) => _entries.GetValueOrDefault(grain);

    public bool Hosts(GrainId grain) => _hosted.ContainsKey(grain);

    /// <summary>Whether a call to the grain is for this silo: it hosts it, or is to.</summary>
    public bool IsLocal(GrainId grain, PlacementStrategy placement)
    {
        if (_hosted.ContainsKey(grain)) return true;

        var ownership = _handover.Ownership;
        if (!ownership.Owns(grain)) return false;
        if (TryFindHost(grain, ownership, out var host)) return _local.Equals(host);

        return placement is RingPlacement && IsLocalByRing(grain, ownership);
    }

    /// <summary>
    /// Whether a grain that follows the ring is this silo's without an entry. False also where this silo hosts it with one.
    /// </summary>
    public bool IsLocalByRing(GrainId grain, Ownership ownership) =>
        ownership.MayServe(grain)

        // First: the last answer brings entries before all is known.
        && Covers(grain, ownership)
        && !_hosted.ContainsKey(grain)
        && !TryFindHost(grain, ownership, out _);

    /// <summary>
    /// Whether a grain that follows the ring is this silo's by an entry, so that each activation of it has to be registered.
    /// </summary>
    public bool IsRegisteredHere(GrainId grain) =>
        !RingGrainsAreFixed && (_hosted.ContainsKey(grain) || _local.Equals(_entries.GetValueOrDefault(grain)?.Host));

    /// <summary>
    /// Whether a call to the grain that came from another silo means that this one is to host it: its owner sent it.
    /// </summary>
    public bool IsAssigned(GrainId grain, SiloAddress? cameFrom, PlacementStrategy placement)
    {
        if (cameFrom is null || !placement.IsUsingGrainDirectory || !_agent.Lease.IsValid) return false;
        if (placement is RingPlacement && RingGrainsAreFixed) return false;

        var ring = _handover.Ownership.Ring;
        return !cameFrom.Equals(_local) && cameFrom.Equals(ring.OwnerOf(grain)) && ring.Contains(_local);
    }

    /// <summary>
    /// The silo for a call to a grain that this one owns, chosen now where there is none; null while that is not known.
    /// </summary>
    /// <exception cref="Exception">The director failed.</exception>
    public SiloAddress? Route(in MessageHeader call, PlacementStrategy placement, Ownership ownership)
    {
        var grain = call.TargetGrain;

        // First: the last answer brings entries before all is known.
        var isKnown = Covers(grain, ownership);
        if (TryFindHost(grain, ownership, out var host)) return host;
        if (!isKnown) return null;
        if (placement is RingPlacement) return ownership.MayServe(grain) ? _local : null;

        return Place(call, placement);
    }

    /// <summary>
    /// Asks the owner whether an activation of this silo may be the grain's. False where another silo has the grain, or
    /// where <paramref name="replaced"/> was given and is not registered any more.
    /// </summary>
    public async Task<bool> ClaimAsync(
        GrainId grain, ActivationId activation, ActivationId replaced, CancellationToken cancellationToken)
    {
        Debug.Assert(!activation.IsDefault);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _stop.ThrowIfCancellationRequested();
            var ring = _handover.Ownership.Ring;
            if (!ring.Contains(_local)) return false;

            switch (await AskOwnerAsync(ring.OwnerOf(grain)!, grain, activation, replaced).ConfigureAwait(false))
            {
                case RegisterOutcome.Refused:
                    return false;
                case RegisterOutcome.Granted:
                    if (TryHost(grain, activation, ring)) return true;
                    break;
                default:
                    await Task.Delay(RetryAfter, _time, cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
    }

    /// <summary>
    /// A registered activation of this silo has ended, and its state is about to be offered to another silo: who asks
    /// what this silo hosts must believe that one first.
    /// </summary>
    public void BeginLeaving(GrainId grain, ActivationId activation)
    {
        lock (_lock)
        {
            if (_hosted.GetValueOrDefault(grain).Activation == activation) _hosted[grain] = new HostedGrain(activation, IsLeaving: true);
        }
    }

    /// <summary>An activation of this silo that was registered is gone.</summary>
    public void Leave(GrainId grain, ActivationId activation)
    {
        SiloAddress? owner;
        lock (_lock)
        {
            if (_hosted.GetValueOrDefault(grain).Activation != activation) return;

            _hosted.TryRemove(grain, out _);
            owner = _handover.Ownership.Ring.OwnerOf(grain);
            if (_local.Equals(owner))
            {
                Forget_NeedsLock(grain, _local, activation);
                return;
            }
        }

        // When it is lost, the owner sends the next call here, and this silo asks to host the grain again.
        if (owner is not null) _center.Tell(owner, ControlOperation.GrainLeft, DirectoryMessages.Write(grain, activation));
    }

    public void Dispose()
    {
        if (_stop.IsCancellationRequested) return;

        _stopping.Cancel();
        _stopping.Dispose();
        lock (_lock) _ = _round?.CancelAsync();
    }

    // False where there is no entry. The host is null while one that left the ring may still have the grain.
    private bool TryFindHost(GrainId grain, Ownership ownership, out SiloAddress? host) =>
        FindEntry(grain, ownership, out host) is not null;

    private DirectoryEntry? FindEntry(GrainId grain, Ownership ownership, out SiloAddress? host)
    {
        host = null;
        if (!_entries.TryGetValue(grain, out var entry)) return null;

        if (ownership.Ring.Contains(entry.Host))
        {
            host = entry.Host;
            return entry;
        }

        if (ownership.MayBeLeftOn(entry.Host, grain.GetUniformHashCode())) return entry;

        _entries.TryRemove(new KeyValuePair<GrainId, DirectoryEntry>(grain, entry));
        return null;
    }

    private async ValueTask<RegisterOutcome> AskOwnerAsync(
        SiloAddress owner, GrainId grain, ActivationId activation, ActivationId replaced)
    {
        if (owner.Equals(_local)) return Register(_local, grain, activation, replaced);

        try
        {
            var answer = await _center.AskAsync(
                owner,
                ControlOperation.RegisterGrain,
                DirectoryMessages.Write(grain, activation, replaced),
                AnswerTimeout,
                _stop).ConfigureAwait(false);
            return answer is [var outcome] ? (RegisterOutcome)outcome : RegisterOutcome.Later;
        }
        catch (TimeoutException)
        {
            // The owner may be dead: a later view will say so.
            return RegisterOutcome.Later;
        }
    }

    private ValueTask<byte[]> OnRegisterAsync(SiloAddress peer, byte[] payload)
    {
        Span<ActivationId> activations = stackalloc ActivationId[2];
        var outcome = DirectoryMessages.TryRead(payload, activations, out var grain)
            ? Register(peer, grain, activations[0], activations[1])
            : RegisterOutcome.Refused;
        return new([(byte)outcome]);
    }

    private RegisterOutcome Register(SiloAddress silo, GrainId grain, ActivationId activation, ActivationId replaced)
    {
        lock (_lock)
        {
            var ownership = _handover.Ownership;
            if (!_agent.Lease.IsValid || !ownership.Owns(grain) || !ownership.Ring.Contains(silo)) return RegisterOutcome.Later;

            if (FindEntry(grain, ownership, out var host) is { Activation: var registered })
            {
                if (host is null && registered != replaced) return RegisterOutcome.Later;

                var isItsOwn = replaced.IsDefault ? silo.Equals(host) : registered == replaced || registered == activation;
                if (!isItsOwn) return RegisterOutcome.Refused;
            }
            else if (!Covers(grain, ownership))
            {
                return RegisterOutcome.Later;
            }
            else if (!replaced.IsDefault || !MayBeRegistered(silo, grain))
            {
                // What it wants to replace has ended: its state may have been changed since by another activation.
                return RegisterOutcome.Refused;
            }

            _entries[grain] = new DirectoryEntry(silo, activation);
            return RegisterOutcome.Granted;
        }
    }

    // A grain that follows the ring is with its owner, unless it was moved.
    private bool MayBeRegistered(SiloAddress silo, GrainId grain) =>
        silo.Equals(_local) || Kinds?.PlacementOf(grain.Type) is not RingPlacement;

    private bool TryHost(GrainId grain, ActivationId activation, HashRing ring)
    {
        lock (_lock)
        {
            // After a view change the grant may have come from one who is no longer the owner, and the new owner may have
            // been told already what this silo hosts.
            if (!ReferenceEquals(_handover.Ownership.Ring, ring)) return false;

            _hosted[grain] = new HostedGrain(activation, IsLeaving: false);
            return true;
        }
    }

    private ValueTask<byte[]> OnGrainLeftAsync(SiloAddress peer, byte[] payload)
    {
        Span<ActivationId> activation = stackalloc ActivationId[1];
        if (DirectoryMessages.TryRead(payload, activation, out var grain))
        {
            lock (_lock) Forget_NeedsLock(grain, peer, activation[0]);
        }

        return new([]);
    }

    private void Forget_NeedsLock(GrainId grain, SiloAddress host, ActivationId activation)
    {
        if (_entries.GetValueOrDefault(grain) is { } entry && entry.Activation == activation && entry.Host.Equals(host))
        {
            _entries.TryRemove(grain, out _);
        }
    }

    private SiloAddress? Place(in MessageHeader call, PlacementStrategy strategy)
    {
        var grain = call.TargetGrain;
        if (_attempts.TryGetValue(grain, out var attempt))
        {
            if (!attempt.IsCompleted) return null;
            if (!attempt.IsCompletedSuccessfully) attempt.GetAwaiter().GetResult();
        }

        var caller = call.Origin is { IsClient: false } silo ? silo : _local;
        var interfaceType = call.InterfaceType is { } type && Kinds is { } kinds ? kinds.NameOf(type) : default;
        var target = new PlacementTarget(grain, call.RequestContext ?? [], interfaceType, 0);
        attempt = _decisions.ChooseAsync(strategy, target, caller);
        if (attempt.IsCompleted) return Choose(grain, attempt.GetAwaiter().GetResult());

        if (_attempts.TryAdd(grain, attempt)) _ = FinishAsync(grain, attempt);
        return null;
    }

    private async Task FinishAsync(GrainId grain, Task<SiloAddress> attempt)
    {
        try
        {
            Choose(grain, await attempt.ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The calls that wait for the decision get the exception when they are tried again below.
            LogDirectorFailed(_logger, exception, grain);
        }

        _center.RetryParked();
        _attempts.TryRemove(new KeyValuePair<GrainId, Task<SiloAddress>>(grain, attempt));
    }

    private SiloAddress? Choose(GrainId grain, SiloAddress host)
    {
        lock (_lock)
        {
            var ownership = _handover.Ownership;
            if (!ownership.Owns(grain) || !Covers(grain, ownership)) return null;
            if (TryFindHost(grain, ownership, out var registered)) return registered;
            if (ownership.Ring.Contains(host))
            {
                _entries[grain] = new DirectoryEntry(host, default);
                return host;
            }
        }

        // One that has left since is chosen no more when the call is tried again.
        return _agent.View.Find(host) is not null
            ? null
            : throw new OrleansException($"The placement director of {grain} chose {host}, which is no silo of this cluster.");
    }

    [LoggerMessage(2321, LogLevel.Warning, "The placement director of {Grain} failed")]
    private static partial void LogDirectorFailed(ILogger logger, Exception exception, GrainId grain);
}
