namespace ShopActors.Storage;

/// <summary>The journal in the hands of an activation: the state in memory, and the commits on their way to the store.</summary>
/// <typeparam name="TState">The state, immutable.</typeparam>
/// <typeparam name="TEvent">The base type of the events, immutable.</typeparam>
internal sealed class GrainJournal<TState, TEvent>(
    JournalId id, JournalGrainServices services, IJournaled<TState, TEvent> grain)
    : IEventJournal<TState, TEvent>, IJournalOwner
    where TState : class
    where TEvent : class
{
    private TState? _state;
    private JournalCommits? _commits;

    // Whether the journal is on its list, or will be with what is recorded.
    private bool _isListed;

    // What is recorded and not handed to the store yet.
    private ReadOnlyMemory<byte>[]? _recorded;
    private CommitTerms _recordedTerms;

    /// <summary>Why the activation was given up; null while it was not.</summary>
    public JournalStoreException? Failure { get; private set; }

    /// <inheritdoc/>
    public TState State => Failure is null && _state is { } state ? state : throw Unusable();

    /// <summary>The number of events applied.</summary>
    public long Version { get; private set; }

    /// <inheritdoc/>
    public DateTimeOffset? WakeAt { get; private set; }

    private bool IsUsable => Failure is null && _state is not null;

    /// <summary>Reads the journal and rebuilds the state.</summary>
    public async Task Read(CancellationToken cancellationToken)
    {
        var store = services.Store;

        // Before reading: what a failed append makes void may be in what is read.
        var generation = store.Generation;
        var content = await store.Read(id, cancellationToken);
        _state = Rebuild(content);
        _isListed = grain.ListOf(_state) is not null;
        Version = content.Version;
        WakeAt = content.WakeAt;
        _commits = grain.AnswersEarly && store.IsOrdered
            ? new OrderedCommits(id, content, generation, services, this)
            : new GroupedCommits(id, content, services, this);
    }

    /// <summary>Applies events as one atomic step and completes once they are durable.</summary>
    public Task Commit(IReadOnlyList<TEvent> events, WakeUp wakeUp)
    {
        ArgumentNullException.ThrowIfNull(events);
        var state = State;
        for (var i = 0; i < events.Count; i++) state = grain.Apply(state, events[i]);
        return Commit(events, state, wakeUp);
    }

    /// <inheritdoc/>
    public Task Commit(IReadOnlyList<TEvent> events, TState after, WakeUp wakeUp)
    {
        Record(events, after, wakeUp);
        return HandOver();
    }

    /// <inheritdoc/>
    public void Record(IReadOnlyList<TEvent> events, TState after, WakeUp wakeUp)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(after);
        if (!IsUsable) throw Unusable();
        if (events.Count == 0 && wakeUp.IsKeep) return;

        // Everything that can throw comes before anything changes.
        var encoded = new ReadOnlyMemory<byte>[events.Count];
        for (var i = 0; i < events.Count; i++) encoded[i] = grain.Codec.EncodeEvent(events[i]);
        var list = _isListed ? null : grain.ListOf(after);
        var terms = new CommitTerms(wakeUp, grain.ExpiresAt(after), list);
        _isListed |= list is not null;
        _state = after;
        Version += events.Count;
        WakeAt = wakeUp.IsKeep ? WakeAt : wakeUp.Time;
        _recordedTerms = terms.Over(_recordedTerms);
        _recorded = _recorded is null ? encoded : [.. _recorded, .. encoded];
    }

    /// <inheritdoc/>
    public Task WhenDurable() => IsUsable ? HandOver() : Task.FromException(Unusable());

    /// <inheritdoc/>
    public Task WhenOrdered()
    {
        if (!IsUsable) return Task.FromException(Unusable());

        _ = HandOver();
        return _commits!.Ordered;
    }

    /// <summary>Ends when everything applied so far is written; done where the journal is not in use.</summary>
    public Task WhenWritten() => IsUsable ? HandOver() : Task.CompletedTask;

    ReadOnlyMemory<byte> IJournalOwner.EncodeState() => grain.Codec.EncodeState(State);

    JournalStoreException IJournalOwner.GiveUp(Exception exception)
    {
        // Several appends may be under way, and the first failure is the one that tells.
        if (Failure is not null) return Failure;

        Failure = exception as JournalStoreException ?? new JournalStoreException(
            JournalStoreFailure.OutcomeUnknown, $"Writing journal '{id}' failed.", exception);
        services.Log.ActivationGivenUp(Failure, id.Value, Failure.Failure);
        grain.End();
        return Failure;
    }

    private Task HandOver()
    {
        if (_recorded is not { } events) return _commits!.Durable;

        var terms = _recordedTerms;
        (_recorded, _recordedTerms) = (null, default);
        return _commits!.Add(events, terms);
    }

    private TState Rebuild(JournalContent content)
    {
        var state = content.Snapshot.IsEmpty ? grain.Initial : grain.Codec.DecodeState(content.Snapshot.Span);
        foreach (var e in content.Events) state = grain.Apply(state, grain.Codec.DecodeEvent(e.Span));
        return state;
    }

    private JournalStoreException Unusable() =>
        Failure is { } failure ? JournalGrainErrors.GivenUp(id, failure) : JournalGrainErrors.NotRead(id);
}
