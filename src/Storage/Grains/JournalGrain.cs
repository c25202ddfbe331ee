using Orleans.Runtime;

namespace ShopActors.Storage;

/// <summary>
/// The base of grains whose state is the sum of their journal's events. A command decides and applies in memory at
/// once, within one turn, and then awaits only its commit; commits that come while an append is under way share the
/// next one. Derived classes are <c>[Reentrant]</c> for that.
/// <para>
/// Output gate: nothing may leave the grain before the append that covers it is durable. A command awaits
/// <see cref="Commit(TEvent, WakeUp)"/> before it answers, a read awaits <see cref="WhenDurable"/>.
/// </para>
/// <para>
/// Failure: after any storage error the memory may differ from the journal, so the activation is given up. Every
/// waiter fails, <see cref="State"/> throws from then on, and the next call activates the grain anew from its journal.
/// </para>
/// </summary>
/// <typeparam name="TState">The state, immutable.</typeparam>
/// <typeparam name="TEvent">The base type of the events, immutable.</typeparam>
public abstract class JournalGrain<TState, TEvent> : Grain
    where TState : class
    where TEvent : class
{
    private readonly JournalGrainServices _services;

    private JournalId _id;
    private TState? _state;
    private JournalStoreException? _failure;

    // The oldest group that no append has taken up yet, and the newest of all; the one under way is only the latter.
    private CommitGroup? _waiting;
    private CommitGroup? _newest;
    private Task _flushing = Task.CompletedTask;
    private bool _isFlushing;
    private long _ownerEpoch;
    private long _durableVersion;
    private long _snapshotBytes;
    private long _bytesSinceSnapshot;
    private int _eventsSinceSnapshot;

    /// <summary>Creates the grain.</summary>
    protected JournalGrain(JournalGrainServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        _services = services;
    }

    /// <summary>Creates the grain in a context of a test's making.</summary>
    protected JournalGrain(JournalGrainServices services, IGrainContext context, IGrainRuntime? runtime = null)
        : base(context, runtime)
    {
        ArgumentNullException.ThrowIfNull(services);
        _services = services;
    }

    /// <summary>The state with all events applied, durable or not.</summary>
    protected TState State => _state ?? throw Unusable();

    /// <summary>The number of events applied.</summary>
    protected long Version { get; private set; }

    /// <summary>When the journal asks to be woken, with all commits applied.</summary>
    protected DateTimeOffset? WakeAt { get; private set; }

    /// <summary>The clock.</summary>
    protected TimeProvider Time => _services.Time;

    /// <summary>The state of a journal without events.</summary>
    protected abstract TState Initial { get; }

    /// <summary>How events and state are stored.</summary>
    protected abstract JournalCodec<TState, TEvent> Codec { get; }

    /// <summary>Claims the journal and rebuilds the state. An override calls this first.</summary>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = new JournalId(this.GetGrainId().ToString());
        var content = await _services.Store.Claim(_id, cancellationToken);
        _state = Rebuild(content);
        _ownerEpoch = content.OwnerEpoch;
        _durableVersion = Version = content.Version;
        _snapshotBytes = content.Snapshot.Length;
        _eventsSinceSnapshot = content.Events.Count;
        _bytesSinceSnapshot = content.Events.Sum(e => (long)e.Length);
        WakeAt = content.WakeAt;
        await base.OnActivateAsync(cancellationToken);
    }

    /// <summary>Waits for what is being written. An override calls this last.</summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _flushing.WaitAsync(cancellationToken);
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    /// <summary>
    /// The state after an event. Pure: it is called for new events and again whenever the journal is read.
    /// </summary>
    protected abstract TState Apply(TState state, TEvent e);

    /// <summary>Applies an event and completes once it is durable.</summary>
    protected Task Commit(TEvent e, WakeUp wakeUp = default) => Commit([e], wakeUp);

    /// <summary>Applies events as one atomic step and completes once they are durable.</summary>
    protected Task Commit(IReadOnlyList<TEvent> events, WakeUp wakeUp = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        var state = State;
        if (events.Count == 0 && wakeUp.IsKeep) return WhenDurable();

        // Everything that can throw comes before anything changes.
        var encoded = new ReadOnlyMemory<byte>[events.Count];
        for (var i = 0; i < events.Count; i++)
        {
            encoded[i] = Codec.EncodeEvent(events[i]);
            state = Apply(state, events[i]);
        }

        _state = state;
        Version += events.Count;
        WakeAt = wakeUp.IsKeep ? WakeAt : wakeUp.Time;
        var group = GroupFor(encoded);
        group.Add(encoded, wakeUp);
        if (!_isFlushing)
        {
            _isFlushing = true;
            _flushing = Flush();
        }

        return group.Durable;
    }

    /// <summary>Completes once everything that <see cref="State"/> shows now is durable.</summary>
    protected Task WhenDurable()
    {
        if (_state is null) return Task.FromException(Unusable());

        return _newest?.Durable ?? Task.CompletedTask;
    }

    private CommitGroup GroupFor(ReadOnlyMemory<byte>[] encoded)
    {
        if (_waiting is not null && _newest!.Bytes + Length(encoded) <= _services.Options.AppendBytesMax) return _newest;

        var group = new CommitGroup();
        if (_waiting is null)
        {
            _waiting = group;
        }
        else
        {
            _newest!.Next = group;
        }

        _newest = group;
        return group;
    }

    private static long Length(ReadOnlyMemory<byte>[] encoded)
    {
        long length = 0;
        foreach (var e in encoded)
        {
            length += e.Length;
        }

        return length;
    }

    private async Task Flush()
    {
        var group = _waiting;
        try
        {
            for (; group is not null; group = _waiting)
            {
                _waiting = group.Next;
                var snapshot = TakeSnapshot(group);
                _durableVersion = await _services.Store.Append(
                    new JournalAppend(_id, _durableVersion, _ownerEpoch, group.Events, snapshot, group.WakeUp));
                if (!snapshot.IsEmpty)
                {
                    (_snapshotBytes, _bytesSinceSnapshot, _eventsSinceSnapshot) = (snapshot.Length, 0, 0);
                }

                if (_waiting is null)
                {
                    _newest = null;
                }

                group.Complete();
            }

            _isFlushing = false;
        }
        catch (Exception e)
        {
            // Whatever it was, nothing is known of the group and memory is ahead of the journal: the activation ends.
            GiveUp(group!, e);
        }
    }

    private ReadOnlyMemory<byte> TakeSnapshot(CommitGroup group)
    {
        _eventsSinceSnapshot += group.Events.Count;
        _bytesSinceSnapshot += group.Bytes;

        // Only the newest group ends at the state in memory.
        var isDue = _waiting is null && _eventsSinceSnapshot >= _services.Options.SnapshotEvents &&
            _bytesSinceSnapshot >= _snapshotBytes;
        return isDue ? Codec.EncodeState(State) : default;
    }

    private TState Rebuild(JournalContent content)
    {
        var state = content.Snapshot.IsEmpty ? Initial : Codec.DecodeState(content.Snapshot.Span);
        foreach (var e in content.Events)
        {
            state = Apply(state, Codec.DecodeEvent(e.Span));
        }

        return state;
    }

    private void GiveUp(CommitGroup group, Exception exception)
    {
        _failure = exception as JournalStoreException ?? new JournalStoreException(
            JournalStoreFailure.OutcomeUnknown, $"Writing journal '{_id}' failed.", exception);
        _services.Log.ActivationGivenUp(_failure, _id.Value, _failure.Failure);
        _state = null;
        _newest = null;
        group.Fail(_failure);
        for (; _waiting is not null; _waiting = _waiting.Next)
        {
            // These were never sent, so their callers may simply try again.
            _waiting.Fail(Unusable());
        }

        DeactivateOnIdle();
    }

    private JournalStoreException Unusable() => _failure is null
        ? new JournalStoreException(JournalStoreFailure.Unavailable, $"Journal '{_id}' has not been read yet.")
        : new JournalStoreException(
            JournalStoreFailure.Unavailable, $"The activation of journal '{_id}' ended after a storage failure.", _failure);
}
