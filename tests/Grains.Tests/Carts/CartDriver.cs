using System.Collections.Immutable;
using System.Text.Json;
using ShopActors.Grains.Tests.Journals;
using ShopActors.Grains.Tests.Pricing;

namespace ShopActors.Grains.Tests.Carts;

/// <summary>Runs commands on a cart state as the grain does, without a cluster.</summary>
internal sealed class CartDriver
{
    public static readonly Caller Guest = Caller.Guest(TokenHash.Of("guest"));
    public static readonly Caller Stranger = Caller.Guest(TokenHash.Of("stranger"));

    private readonly Dictionary<Sku, ProductSnapshot> _catalog = [];
    private int _operations;

    public CartDriver(int id = 1)
    {
        State = new() { Id = CartId.New(new SeededRandom(id)) };
        for (var i = 0; i < 150; i++) Price($"S{i}", 100 + i);
    }

    public CartState State { get; private set; }

    public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public long Available { get; set; } = 10_000;

    public CartPricer Pricer { get; set; } = Pricers.Plain;

    public ShopError? LastError { get; private set; }

    public static CartDriver Created(int id = 1)
    {
        var driver = new CartDriver(id);
        driver.Run(CartRules.Create(driver.State, new("create"), Guest, Currency.Eur, null, driver.Now));
        return driver;
    }

    public ErrorCode? Create(string? operation = null, Currency? currency = null) =>
        Run(CartRules.Create(State, Op(operation), Guest, currency ?? Currency.Eur, null, Now));

    public void Price(string sku, long minorUnits, Currency? currency = null) =>
        _catalog[new(sku)] = new()
        {
            Id = ProductId.For(new(sku)),
            Sku = new(sku),
            Title = $"Title {sku}",
            Author = "Author",
            Category = "Category",
            Price = new(minorUnits, currency ?? Currency.Eur),
            Version = 1,
        };

    public void Withdraw(string sku) => _catalog.Remove(new(sku));

    public CartOffer Offer() => new([.. _catalog.Values], new() { Available = Available });

    public LineId Line(string sku) => LineId.For(State.Id, new(sku));

    public LineId Line(string sku, string engraving) => LineId.For(State.Id, new(sku), Engraved(engraving));

    public static ImmutableDictionary<string, string> Engraved(string text) =>
        ImmutableDictionary<string, string>.Empty.Add("engraving", text);

    public int QuantityOf(string sku) => State.FindLine(Line(sku))?.Quantity ?? 0;

    public ErrorCode? Add(
        string sku, int quantity, string? operation = null, Caller? caller = null, string? engraving = null) =>
        Run(CartRules.Add(
            State,
            Op(operation),
            caller ?? Guest,
            new()
            {
                Sku = new(sku),
                Quantity = quantity,
                Metadata = engraving is null ? ImmutableDictionary<string, string>.Empty : Engraved(engraving),
            },
            VersionMatch.Any,
            Offer(),
            Now));

    public ErrorCode? Set(string sku, int quantity, string? operation = null) => Set(Line(sku), quantity, operation);

    public ErrorCode? Set(LineId line, int quantity, string? operation = null) =>
        Run(CartRules.SetQuantity(State, Op(operation), Guest, line, quantity, VersionMatch.Any, Offer(), Now));

    public ErrorCode? Remove(string sku, string? operation = null) =>
        Run(CartRules.Remove(State, Op(operation), Guest, Line(sku), VersionMatch.Any, Now));

    public ErrorCode? Lock(OrderId order, long? version = null, Caller? caller = null) =>
        Run(CheckoutRules.Lock(State, order, caller ?? Guest, version, Offer(), Pricer, Now));

    public ErrorCode? Unlock(OrderId order) => Run(CheckoutRules.Unlock(State, order, Now));

    public ErrorCode? Clear(OrderId order) => Run(CheckoutRules.Clear(State, order, Now));

    public ErrorCode? Run(Decision<CartEvent> decision)
    {
        foreach (var e in decision.Events) Apply(e);
        LastError = decision.Error;
        return decision.Error?.Code;
    }

    /// <summary>Applies the event as it would be read back from the journal.</summary>
    public void Apply(CartEvent e)
    {
        var stored = JsonSerializer.SerializeToUtf8Bytes(e, CartJson.Default.CartEvent);
        State = State.Apply(JsonSerializer.Deserialize(stored, CartJson.Default.CartEvent)!);
    }

    /// <summary>Writes the state as a snapshot and reads it back.</summary>
    public void Restart() => State = JsonSerializer.Deserialize(Snapshot(), CartJson.Default.CartState)!;

    public byte[] Snapshot() => JsonSerializer.SerializeToUtf8Bytes(State, CartJson.Default.CartState);

    private OperationId Op(string? operation) => new(operation ?? $"auto{_operations++}");
}
