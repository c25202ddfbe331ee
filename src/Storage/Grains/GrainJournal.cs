namespace ShopActors.Storage;

/// <summary>
/// One journal in the hands of an activation: the state in memory, and the commits on their way to the store. An
/// activation may hold several; a failure of one ends the activation, and with it the use of the others.
/// </summary>
/// <typeparam name="TState">The state, immutable.</typeparam>
/// <typeparam name="TEvent">The base type of the events, immutable.</typeparam>
public sealed class GrainJournal<TState, TEvent> : IEventJournal<TState, TEvent>, IClaimable
    where TState : class
    where TEvent : class
{
    private readonly JournalId _id;
    private readonly JournalCodec<TState, TEvent> _codec;
    private readonly TState _initial;
    private readonly Func<TState, TEvent, TState> _apply;
    private readonly ActivationJournals _activation;

    private TState? _state;
    private JournalCommits? _commits;

    internal GrainJournal(
        JournalId id,
        JournalCodec<TState, TEvent> codec,
        TState initial,
        Func<TState, TEvent, TState> apply,
        ActivationJournals activation)
    {
        (_id, _codec, _initial, _apply, _activation) = (id, codec, initial, apply, activation);
    }

    /// <inheritdoc/>
    public TState State => _activation.Failure is null && _state is { } state ? state : throw Unusable();

    /// <summary>The number of events applied.</summary>
    public long Version { get; private set; }

    /// <summary>When the journal asks to be woken, with all commits applied.</summary>
    public DateTimeOffset? WakeAt { get; private set; }

    /// <summary>Applies events as one atomic step and completes once they are durable.</summary>
    public Task Commit(IReadOnlyList<TEvent> events, WakeUp wakeUp)
    {
        ArgumentNullException.ThrowIfNull(events);
        var state = State;
        for (var i = 0; i < events.Count; i++) state = _apply(state, events[i]);
        return Commit(events, state, wakeUp);
    }

    /// <inheritdoc/>
    public Task Commit(IReadOnlyList<TEvent> events, TState after, WakeUp wakeUp)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(after);
        if (!IsUsable) throw Unusable();
        if (events.Count == 0 && wakeUp.IsKeep) return WhenDurable();

        // Everything that can throw comes before anything changes.
        var encoded = new ReadOnlyMemory<byte>[events.Count];
        for (var i = 0; i < events.Count; i++) encoded[i] = _codec.EncodeEvent(events[i]);
        _state = after;
        Version += events.Count;
        WakeAt = wakeUp.IsKeep ? WakeAt : wakeUp.Time;
        return _commits!.Add(encoded, wakeUp);
    }

    /// <inheritdoc/>
    public Task WhenDurable() => IsUsable ? _commits!.Durable : Task.FromException(Unusable());

    /// <inheritdoc/>
    public Task WhenOrdered() => IsUsable ? _commits!.Ordered : Task.FromException(Unusable());

    async Task IClaimable.Claim(CancellationToken cancellationToken)
    {
        var services = _activation.Services;
        var content = await services.Store.Claim(_id, cancellationToken);
        _state = Rebuild(content);
        Version = content.Version;
        WakeAt = content.WakeAt;
        _commits = _activation.AnswersEarly && services.Store.IsOrdered
            ? new OrderedCommits(_id, content, services, this)
            : new GroupedCommits(_id, content, services, this);
    }

    Task IClaimable.WhenWritten() => IsUsable ? _commits!.Durable : Task.CompletedTask;

    ReadOnlyMemory<byte> IJournalOwner.EncodeState() => _codec.EncodeState(State);

    JournalStoreException IJournalOwner.GiveUp(Exception exception) => _activation.GiveUp(_id, exception);

    private bool IsUsable => _activation.Failure is null && _state is not null;

    private TState Rebuild(JournalContent content)
    {
        var state = content.Snapshot.IsEmpty ? _initial : _codec.DecodeState(content.Snapshot.Span);
        foreach (var e in content.Events) state = _apply(state, _codec.DecodeEvent(e.Span));
        return state;
    }

    private JournalStoreException Unusable() => _activation.Failure is { } failure
        ? JournalGrainErrors.GivenUp(_id, failure)
        : JournalGrainErrors.NotRead(_id);
}
