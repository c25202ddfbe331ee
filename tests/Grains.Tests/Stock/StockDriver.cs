using System.Text.Json;

namespace ShopActors.Grains.Tests.Stock;

/// <summary>Runs commands on a stock state as the grain does, without a cluster.</summary>
internal sealed class StockDriver
{
    public static readonly Sku Sku = new("BOOK-1");
    public static readonly Caller Ops = Caller.Ops(new("ops"), Scopes.StockAdjust, Scopes.StockRead);
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public StockState State { get; private set; } = new(Sku);

    public DateTimeOffset Now { get; set; } = Start;

    public List<StockEvent> Journal { get; } = [];

    public static StockDriver Opened(long initial)
    {
        var driver = new StockDriver();
        Assert.Null(driver.Run((s, now) => StockRules.Open(s, new("open"), Ops, initial, now)));
        return driver;
    }

    public ShopError? Reserve(string hold, int quantity, int seconds = 60) =>
        Run((s, now) => StockRules.Reserve(s, new(hold), new(quantity, TimeSpan.FromSeconds(seconds)), now));

    /// <summary>Takes units for a buyer, who may have a hold.</summary>
    public ShopError? Take(string hold, int quantity, string? own = null) => Run((s, now) => StockRules.Take(
        s, new(hold), quantity,
        own is not null && s.TryGetLive(new(own), out var held) && held is { Pinned: false } && !held.IsOverdue(now)
            ? held
            : null,
        now));

    public ShopError? Commit(string hold) => Run((s, now) => StockRules.Commit(s, new(hold), now));

    public ShopError? Release(string hold) => Run((s, now) => StockRules.Release(s, new(hold), now));

    public ShopError? ForceRelease(string hold) => Run((s, now) => StockRules.ForceRelease(s, new(hold), Ops, now));

    public ShopError? Adjust(string operation, long delta, StockReason reason = StockReason.Correction) =>
        Run((s, now) => StockRules.Adjust(s, new(operation), Ops, new(delta, reason), now));

    public ShopError? SetOnHand(string operation, long onHand, long version) =>
        Run((s, now) => StockRules.SetOnHand(s, new(operation), Ops, new(onHand, new(version)), now));

    public ShopError? Wait(int seconds)
    {
        Now += TimeSpan.FromSeconds(seconds);
        return null;
    }

    /// <summary>Writes the state as a snapshot and reads it back.</summary>
    public void Restart() => State = JsonSerializer.Deserialize(
        JsonSerializer.SerializeToUtf8Bytes(State, StockJson.Default.StockState), StockJson.Default.StockState)!;

    public HoldState? StateOf(string hold) => State.FindHold(new(hold))?.State;

    public ShopError? Run(Func<StockState, DateTimeOffset, Decision<StockEvent>> decide)
    {
        var decision = decide(State, Now);
        if (State.HasOverdue(Now)) Apply(new DeadlinesPassed { At = Now });
        foreach (var e in decision.Events) Apply(e);
        return decision.Error;
    }

    private void Apply(StockEvent e)
    {
        Journal.Add(e);
        State = State.Apply(e);
    }
}
