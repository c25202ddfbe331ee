using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// The stock of one SKU. Unlike other areas' states it changes in place: a hot SKU has thousands of live holds and gets
/// thousands of commands a second, and copying any part of an immutable dictionary costs more than the command. Only
/// <see cref="Apply"/> changes it, so it is still a pure function of the events; callers get only snapshots; and an
/// activation whose append fails discards the whole object.
/// </summary>
[JsonConverter(typeof(StockStateJsonConverter))]
internal sealed class StockState : IJournalState<StockState, StockEvent>
{
    private readonly Dictionary<HoldId, Hold> _live = [];
    private readonly Dictionary<string, Hold> _bySeries = [];
    private readonly SortedSet<Hold> _deadlines = new(Hold.ByDeadline);
    private readonly Dictionary<OperationId, StockMovement> _movementOf = [];
    private readonly Queue<StockMovement> _movements = new();
    private EndedHolds _ended = new();

    // Set by a violation, which may leave an event half applied: nothing may be decided on such a state.
    private bool _isBroken;

    public StockState(Sku sku) => Sku = sku;

    public static JournalCodec<StockState, StockEvent> Codec { get; } =
        new(StockJson.Default.StockState, StockJson.Default.StockEvent);

    public Sku Sku { get; }

    public bool IsOpen { get; private set; }

    public long Version { get; private set; }

    public long Initial { get; private set; }

    public long Received { get; private set; }

    public long Adjusted { get; private set; }

    public long Available { get; private set; }

    public long Held { get; private set; }

    public long Pinned { get; private set; }

    public long Sold { get; private set; }

    /// <summary>The sum received by movements that are no longer listed.</summary>
    public long EarlierReceived { get; private set; }

    /// <summary>The sum adjusted by movements that are no longer listed.</summary>
    public long EarlierAdjusted { get; private set; }

    /// <summary>At most so many units on hand are low.</summary>
    public long LowAt { get; private set; }

    /// <summary>How much was left when that changed last.</summary>
    public StockLevel Level { get; private set; }

    /// <summary>The command that set the threshold.</summary>
    public OperationId? ThresholdSetBy { get; private set; }

    public IEnumerable<StockMovement> Movements => _movements;

    public IReadOnlyCollection<Hold> LiveHolds => _live.Values;

    public int EndedHoldsCount => _ended.Count;

    public bool HasForgottenEnds => _ended.HasForgotten;

    public long OnHand => Available + Held + Pinned;

    /// <summary>Whether the shop has any left.</summary>
    public bool HasUnits => IsOpen && OnHand > 0;

    public static StockState Begin(string key) => new(new Sku(key));

    public bool HasOverdue(DateTimeOffset now) => _deadlines.Min is { } first && first.ExpiresAt <= now;

    /// <summary>The earliest deadline after a time, of all holds but one.</summary>
    public DateTimeOffset? NextDeadlineAfter(DateTimeOffset now, Hold? except = null) =>
        _deadlines.FirstOrDefault(hold => hold.ExpiresAt > now && hold != except)?.ExpiresAt;

    /// <summary>The units whose deadline has passed, which are available.</summary>
    public long OverdueUnits(DateTimeOffset now)
    {
        if (!HasOverdue(now)) return 0;

        // Each hold is counted here at most once: the asking command also records that its deadline passed.
        long units = 0;
        foreach (var hold in _deadlines)
        {
            if (hold.ExpiresAt > now) break;
            units += hold.Quantity;
        }

        return units;
    }

    public bool TryGetLive(HoldId id, [NotNullWhen(true)] out Hold? hold) => _live.TryGetValue(id, out hold);

    /// <summary>The caller's hold outside a checkout; null if there is none or its deadline has passed.</summary>
    public Hold? HoldOf(PrincipalId owner, DateTimeOffset now)
    {
        // Mostly there are none, and a checkout need not compute a hash to find that out.
        if (_bySeries.Count == 0) return null;
        return _bySeries.TryGetValue(HoldId.SeriesOf(owner, Sku), out var hold) && !hold.IsOverdue(now) ? hold : null;
    }

    public bool TryGetEnded(HoldId id, out EndedHold end) => _ended.TryGet(id, out end);

    public bool TryGetMovement(OperationId operation, [NotNullWhen(true)] out StockMovement? movement) =>
        _movementOf.TryGetValue(operation, out movement);

    public HoldSnapshot? FindHold(HoldId id) =>
        _live.TryGetValue(id, out var hold) ? hold.ToSnapshot()
        : _ended.TryGet(id, out var end) ? end.ToSnapshot(id)
        : null;

    public StockState Apply(StockEvent e)
    {
        Require(!_isBroken, "used after a violation");
        switch (e)
        {
            case StockOpened opened:
                Open(opened);
                break;
            case StockAdjusted adjusted:
                Adjust(adjusted);
                break;
            case UnitsHeld held:
                SetAside(new()
                {
                    Id = held.Hold,
                    Quantity = held.Quantity,
                    ExpiresAt = held.ExpiresAt,
                    Since = held.At,
                });
                break;
            case UnitsTaken taken:
                SetAside(new() { Id = taken.Hold, Quantity = taken.Quantity, Pinned = true, Since = taken.At });
                break;
            case HoldSold sold:
                End(sold.Hold, HoldState.Sold, sold.At);
                break;
            case HoldReleased released when _live.ContainsKey(released.Hold):
                End(released.Hold, HoldState.Released, released.At);
                break;
            case HoldReleased tombstone:
                _ended.Add(tombstone.Hold, new(HoldState.Released, 0, tombstone.At));
                break;
            case DeadlinesPassed passed:
                Expire(passed.At);
                break;
            case ThresholdSet set:
                (LowAt, ThresholdSetBy) = (set.LowAt, set.Operation);
                break;
            case LevelChanged changed:
                // Says what the event before it did: not a change of its own.
                Level = changed.Level;
                return this;
            default:
                throw new InvalidOperationException($"Unknown stock event {e.GetType().Name}.");
        }

        Version++;
        AssertConserved();
        return this;
    }

    public ReadOnlyMemory<byte> Announce(StockState before, StockEvent e, long sequence) =>
        StockAnnouncements.Of(this, e, sequence);

    public StockSnapshot ToSnapshot() => new()
    {
        Sku = Sku,
        Initial = Initial,
        Received = Received,
        Adjusted = Adjusted,
        Available = Available,
        Held = Held,
        Pinned = Pinned,
        Sold = Sold,
        LowAt = LowAt,
        Level = Level,
        Version = Version,
    };

    public StoredStock ToStored() => new()
    {
        Sku = Sku,
        IsOpen = IsOpen,
        Version = Version,
        Initial = Initial,
        Received = Received,
        Adjusted = Adjusted,
        Sold = Sold,
        EarlierReceived = EarlierReceived,
        EarlierAdjusted = EarlierAdjusted,
        Movements = [.. _movements],
        Holds = [.. _live.Values],
        Ended = _ended.ToBytes(),
        HasForgotten = _ended.HasForgotten,
        LowAt = LowAt,
        Level = Level,
        ThresholdSetBy = ThresholdSetBy,
    };

    public static StockState FromStored(StoredStock stored)
    {
        var state = new StockState(stored.Sku)
        {
            IsOpen = stored.IsOpen,
            Version = stored.Version,
            Initial = stored.Initial,
            Received = stored.Received,
            Adjusted = stored.Adjusted,
            Sold = stored.Sold,
            EarlierReceived = stored.EarlierReceived,
            EarlierAdjusted = stored.EarlierAdjusted,
            LowAt = stored.LowAt,
            Level = stored.Level,
            ThresholdSetBy = stored.ThresholdSetBy,
            _ended = EndedHolds.FromBytes(stored.Ended, stored.HasForgotten),
        };
        foreach (var hold in stored.Holds) state.AddLive(hold);
        foreach (var movement in stored.Movements) state.AddMovement(movement);

        // Derived instead of stored, so that a snapshot cannot violate the conservation of stock.
        state.Available = state.Initial + state.Received + state.Adjusted - state.Held - state.Pinned - state.Sold;
        state.AssertConserved();
        return state;
    }

    private void Open(StockOpened e)
    {
        Require(!IsOpen, "opened twice");
        IsOpen = true;
        Initial = e.Initial;
        Available = e.Initial;
        Record(e.Operation, StockReason.Opened, e.Initial, e.At);
    }

    private void Adjust(StockAdjusted e)
    {
        Require(IsOpen, "adjusted before it was opened");
        if (e.Reason == StockReason.Received) Received += e.Delta;
        else Adjusted += e.Delta;
        Available += e.Delta;
        Record(e.Operation, e.Reason, e.Delta, e.At);
    }

    private void SetAside(Hold hold)
    {
        Require(!_ended.TryGet(hold.Id, out _), "held after its end");
        AddLive(hold);
        Available -= hold.Quantity;
    }

    private void End(HoldId id, HoldState end, DateTimeOffset at)
    {
        var hold = Live(id);
        Require(end != HoldState.Sold || hold.Pinned, "sold unpinned");
        _live.Remove(id);
        if (hold.Pinned)
        {
            Pinned -= hold.Quantity;
        }
        else
        {
            _deadlines.Remove(hold);
            _bySeries.Remove(id.Series);
            Held -= hold.Quantity;
        }

        if (end == HoldState.Sold) Sold += hold.Quantity;
        else Available += hold.Quantity;
        _ended.Add(id, new(end, hold.Quantity, at));
    }

    private void Expire(DateTimeOffset now)
    {
        while (_deadlines.Min is { } first && first.ExpiresAt <= now) End(first.Id, HoldState.Expired, now);
    }

    private void AddLive(Hold hold)
    {
        _live.Add(hold.Id, hold);
        if (hold.Pinned)
        {
            Pinned += hold.Quantity;
            return;
        }

        Require(_bySeries.TryAdd(hold.Id.Series, hold), "held twice by one caller");
        _deadlines.Add(hold);
        Held += hold.Quantity;
    }

    private void Record(OperationId operation, StockReason reason, long delta, DateTimeOffset at) =>
        AddMovement(new()
        {
            Operation = operation,
            Reason = reason,
            Delta = delta,
            At = at,
            After = ToSnapshot() with { Version = Version + 1 },
        });

    private void AddMovement(StockMovement movement)
    {
        _movementOf.Add(movement.Operation, movement);
        _movements.Enqueue(movement);
        if (_movements.Count <= StockLimits.MovementsKept) return;

        var oldest = _movements.Dequeue();
        _movementOf.Remove(oldest.Operation);
        if (oldest.Reason == StockReason.Received) EarlierReceived += oldest.Delta;
        else if (oldest.Reason != StockReason.Opened) EarlierAdjusted += oldest.Delta;
    }

    private Hold Live(HoldId id) =>
        _live.TryGetValue(id, out var hold) ? hold : throw Violation($"hold {id} is not live");

    private void AssertConserved()
    {
        Require(Initial + Received + Adjusted == Available + Held + Pinned + Sold, "not conserved");
        Require(Initial >= 0, "initial below zero");
        Require(Received >= 0, "received below zero");
        Require(Available >= 0, "available below zero");
        Require(Held >= 0, "held below zero");
        Require(Pinned >= 0, "pinned below zero");
        Require(Sold >= 0, "sold below zero");
    }

    private void Require(bool condition, string violation)
    {
        if (!condition) throw Violation(violation);
    }

    // Thrown in every build, not only asserted: a stock that does not add up must stop before its event is stored.
    private InvalidOperationException Violation(string violation)
    {
        _isBroken = true;
        return new($"Stock of {Sku}, version {Version}: {violation}.");
    }
}
