using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>The uses of a promotion.</summary>
internal sealed record UseState : IJournalState<UseState, UseEvent>
{
    /// <summary>How many ended orders are remembered, so that a late repetition of one counts nothing.</summary>
    public const int EndedKept = 256;

    public static JournalCodec<UseState, UseEvent> Codec { get; } =
        new(PromotionJson.Default.UseState, PromotionJson.Default.UseEvent);

    /// <summary>The uses kept for good.</summary>
    public long Kept { get; init; }

    /// <summary>The orders whose uses are taken and not decided.</summary>
    public ImmutableHashSet<OrderId> Taken { get; init; } = [];

    /// <summary>The latest orders that kept a use or gave it back, oldest first.</summary>
    public ImmutableArray<EndedUse> Ended { get; init; } = [];

    public long Used => Kept + Taken.Count;

    public static UseState Begin(string key) => new();

    public EndedUse? FindEnded(OrderId order) => Ended.FirstOrDefault(ended => ended.Order == order);

    public UseState Apply(UseEvent e) => e switch
    {
        UseTaken taken => this with { Taken = Taken.Add(taken.Order) },
        UseKept kept => End(kept.Order, isKept: true),
        UseGivenBack given => End(given.Order, isKept: false),
        _ => throw new InvalidOperationException($"Unknown event {e.GetType().Name}."),
    };

    private UseState End(OrderId order, bool isKept)
    {
        var ended = Ended.Add(new(order, isKept));
        return this with
        {
            Kept = isKept ? Kept + 1 : Kept,
            Taken = Taken.Remove(order),
            Ended = ended.Length > EndedKept ? ended.RemoveAt(0) : ended,
        };
    }
}

/// <summary>How an order's use ended.</summary>
internal sealed record EndedUse(OrderId Order, bool IsKept);

/// <summary>The events of a counter of uses; their names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(UseTaken), "taken")]
[JsonDerivedType(typeof(UseKept), "kept")]
[JsonDerivedType(typeof(UseGivenBack), "given-back")]
internal abstract record UseEvent
{
    /// <summary>When it was decided, by the clock of the deciding silo.</summary>
    public required DateTimeOffset At { get; init; }
}

internal sealed record UseTaken(OrderId Order) : UseEvent;

internal sealed record UseKept(OrderId Order) : UseEvent;

internal sealed record UseGivenBack(OrderId Order) : UseEvent;
