using ShopActors.Storage;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>A journaled activation as the grains' base class is one, on the simulation's store and points.</summary>
internal sealed class SimulatedJournal<TState, TEvent>(
    ShopProcess process, JournalId id, JournalCodec<TState, TEvent> codec, Func<TState, TEvent, TState> apply, TState initial)
    : IEventJournal<TState, TEvent>
    where TState : class
    where TEvent : class
{
    private TState? _state;
    private Exception? _failure;
    private Task _written = Task.CompletedTask;
    private long _version;
    private long _epoch;

    public bool IsUsable => _failure is null;

    public TState State => _state ?? throw new JournalStoreException(JournalStoreFailure.Unavailable, "given up", _failure);

    public int Appends { get; private set; }

    public async Task Activate()
    {
        var content = await process.Store.Claim(id);
        var state = content.Snapshot.IsEmpty ? initial : codec.DecodeState(content.Snapshot.Span);
        _state = content.Events.Aggregate(state, (folded, e) => apply(folded, codec.DecodeEvent(e.Span)));
        (_version, _epoch) = (content.Version, content.OwnerEpoch);
    }

    public Task Commit(IReadOnlyList<TEvent> events, WakeUp wakeUp)
    {
        var encoded = events.Select(e => codec.EncodeEvent(e)).ToArray();
        _state = events.Aggregate(State, apply);
        return _written = Write(_written, encoded, wakeUp);
    }

    public Task WhenDurable() => _failure is null ? _written : Task.FromException(
        new JournalStoreException(JournalStoreFailure.Unavailable, "given up", _failure));

    private async Task Write(Task before, ReadOnlyMemory<byte>[] events, WakeUp wakeUp)
    {
        await before;
        try
        {
            Func<Exception> failure = () => new JournalStoreException(JournalStoreFailure.OutcomeUnknown, "injected");
            await process.Reach($"{id} write", failure);
            _version = await process.Store.Append(new JournalAppend(id, _version, _epoch, events, default, wakeUp));
            Appends++;
            await process.Reach($"{id} written", failure);
        }
        catch (JournalStoreException e)
        {
            _failure = e;
            _state = null;
            throw;
        }
    }
}
