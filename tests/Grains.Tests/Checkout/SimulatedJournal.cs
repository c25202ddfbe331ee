using ShopActors.Storage;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>A journaled activation as the grains' base class is one, on the simulation's store and points.</summary>
internal sealed class SimulatedJournal<TState, TEvent>(
    SimulatedProcess process, JournalId id, JournalCodec<TState, TEvent> codec, Func<TState, TEvent, TState> apply, TState initial)
    : IEventJournal<TState, TEvent>
    where TState : class
    where TEvent : class
{
    private TState? _state;
    private Exception? _failure;
    private SimulatedWrite? _newest;
    private long _version;
    private long _epoch;
    private int _claimedAt;

    public bool IsUsable => _failure is null;

    public TState State => _state ?? throw new JournalStoreException(JournalStoreFailure.Unavailable, "given up", _failure);

    public int Appends { get; private set; }

    public async Task Activate()
    {
        _claimedAt = process.Log?.Failures ?? 0;
        var content = await process.Store.Claim(id);
        var state = content.Snapshot.IsEmpty ? initial : codec.DecodeState(content.Snapshot.Span);
        _state = content.Events.Aggregate(state, (folded, e) => apply(folded, codec.DecodeEvent(e.Span)));
        (_version, _epoch) = (content.Version, content.OwnerEpoch);
    }

    public Task Commit(IReadOnlyList<TEvent> events, WakeUp wakeUp) => Commit(events, events.Aggregate(State, apply), wakeUp);

    public Task Commit(IReadOnlyList<TEvent> events, TState after, WakeUp wakeUp)
    {
        if (_state is null) throw new JournalStoreException(JournalStoreFailure.Unavailable, "given up", _failure);
        var encoded = events.Select(e => codec.EncodeEvent(e)).ToArray();
        _state = after;
        var (before, write) = (_newest, _newest = new SimulatedWrite());
        var durable = write.Wait();
        var writing = process.Log is null ? Write(before, encoded, wakeUp) : Hand(process.Log, encoded, wakeUp);
        End(write, writing).Ignore();
        return durable;
    }

    public Task WhenDurable() => _failure is null ? _newest?.Wait() ?? Task.CompletedTask : Task.FromException(
        new JournalStoreException(JournalStoreFailure.Unavailable, "given up", _failure));

    public Task WhenOrdered()
    {
        if (_failure is not null || process.Log is null) return WhenDurable();
        if (_claimedAt == process.Log.Failures) return Task.CompletedTask;
        GiveUp(new JournalStoreException(JournalStoreFailure.Unavailable, "void"));
        return WhenDurable();
    }

    private static async Task End(SimulatedWrite write, Task writing)
    {
        try
        {
            await writing;
        }
        catch (JournalStoreException e)
        {
            write.End(e);
            return;
        }

        write.End(null);
    }

    private async Task Write(SimulatedWrite? before, ReadOnlyMemory<byte>[] events, WakeUp wakeUp)
    {
        if (before is not null) await before.Wait();
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
            GiveUp(e);
            throw;
        }
    }

    private async Task Hand(SimulatedLog log, ReadOnlyMemory<byte>[] events, WakeUp wakeUp)
    {
        var append = new JournalAppend(id, _version, _epoch, events, default, wakeUp);
        _version = append.NewVersion;
        try
        {
            await log.Append(append, _claimedAt);
            Appends++;
        }
        catch (JournalStoreException e)
        {
            GiveUp(e);
            throw;
        }
    }

    private void GiveUp(JournalStoreException failure)
    {
        _failure ??= failure;
        _state = null;
    }
}
