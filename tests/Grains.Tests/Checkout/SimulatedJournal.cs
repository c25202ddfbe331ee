using ShopActors.Storage;

namespace ShopActors.Grains.Tests.Checkout;

/// <summary>A journaled activation as the grains' base class is one, on the simulation's store and points.</summary>
internal sealed class SimulatedJournal<TState, TEvent>(
    SimulatedProcess process, JournalId id)
    : IEventJournal<TState, TEvent>
    where TState : class, IJournalState<TState, TEvent>
    where TEvent : class
{
    private TState? _state;
    private Exception? _failure;
    private SimulatedWrite? _newest;
    private readonly long _writer = JournalWriter.Draw();
    private long _version;
    private long _lastWriter;
    private int _readAt;

    // What is recorded and not handed over yet.
    private readonly List<ReadOnlyMemory<byte>> _recorded = [];
    private WakeUp _recordedWakeUp;

    public bool IsUsable => _failure is null;

    public DateTimeOffset? WakeAt { get; private set; }

    public TState State =>
        _state ?? throw new JournalStoreException(JournalStoreFailure.Unavailable, "given up", _failure);

    public long? Generation => process.Log is null ? null : _readAt;

    public int Appends { get; private set; }

    public async Task Activate()
    {
        _readAt = process.Log?.Failures ?? 0;
        var content = await process.Store.ReadAsync(id);
        _state = content.ToState<TState, TEvent>(id.Key);
        (_version, _lastWriter) = (content.Version, content.Writer);
        WakeAt = content.WakeAt;
    }

    public void Record(ReadOnlySpan<TEvent> events, WakeUp wakeUp = default)
    {
        var state = State;
        foreach (var e in events)
        {
            _recorded.Add(TState.Codec.EncodeEvent(e));
            state = state.Apply(e);
        }

        _state = state;
        _recordedWakeUp = wakeUp.Over(_recordedWakeUp);
        WakeAt = wakeUp.IsKeep ? WakeAt : wakeUp.Time;
    }

    public Task WhenDurable() => _failure is null ? HandOver() : Task.FromException(
        new JournalStoreException(JournalStoreFailure.Unavailable, "given up", _failure));

    public Task WhenOrdered()
    {
        if (_failure is not null || process.Log is null) return WhenDurable();
        HandOver().Ignore();
        if (_readAt == process.Log.Failures) return Task.CompletedTask;
        GiveUp(new JournalStoreException(JournalStoreFailure.Unavailable, "void"));
        return WhenDurable();
    }

    private Task HandOver()
    {
        if (_recorded.Count == 0 && _recordedWakeUp.IsKeep) return _newest?.Wait() ?? Task.CompletedTask;
        var (encoded, wakeUp) = (_recorded.ToArray(), _recordedWakeUp);
        _recorded.Clear();
        _recordedWakeUp = WakeUp.Keep;
        var (before, write) = (_newest, _newest = new SimulatedWrite());
        var durable = write.Wait();
        var writing = process.Log is null ? Write(before, encoded, wakeUp) : Hand(process.Log, encoded, wakeUp);
        End(write, writing).Ignore();
        return durable;
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
            await process.Store.AppendAsync(Next(events, wakeUp));
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
        var append = Next(events, wakeUp);
        try
        {
            await log.Append(append, _readAt);
            Appends++;
        }
        catch (JournalStoreException e)
        {
            GiveUp(e);
            throw;
        }
    }

    private JournalAppend Next(ReadOnlyMemory<byte>[] events, WakeUp wakeUp)
    {
        var append = new JournalAppend(id, _version, _lastWriter, _writer, events, default, wakeUp);
        (_version, _lastWriter) = (append.NewVersion, _writer);
        return append;
    }

    private void GiveUp(JournalStoreException failure)
    {
        _failure ??= failure;
        _state = null;
    }
}
