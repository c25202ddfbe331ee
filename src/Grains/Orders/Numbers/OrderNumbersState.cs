using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// The numbers given so far. The latest are here; all full blocks of <see cref="BlockSize"/> numbers are filed in
/// journals of their own (<see cref="OrderNumberBlockState"/>), so that this state stays small.
/// </summary>
internal sealed record OrderNumbersState : IJournalState<OrderNumbersState, OrderNumbersEvent>
{
    /// <summary>How many of the latest orders are kept at least.</summary>
    public const int LatestKept = 512;

    /// <summary>The numbers of one block.</summary>
    public const int BlockSize = 256;

    public static JournalCodec<OrderNumbersState, OrderNumbersEvent> Codec { get; } =
        new(OrderNumberJson.Default.OrderNumbersState, OrderNumberJson.Default.OrderNumbersEvent);

    /// <summary>The number of the first order ever; 0 before there is one.</summary>
    public long First { get; init; }

    /// <summary>The latest orders, oldest first.</summary>
    public ImmutableList<OrderId> Latest { get; init; } = [];

    /// <summary>The number of the oldest of <see cref="Latest"/>.</summary>
    public long LatestFrom { get; init; }

    /// <summary>
    /// The numbers of <see cref="Latest"/>, which is stored: every new order is looked up, and is not there.
    /// </summary>
    internal ImmutableDictionary<OrderId, long> Numbers
    {
        get => field ??= Latest
            .Select((order, i) => KeyValuePair.Create(order, LatestFrom + i)).ToImmutableDictionary();
        init;
    }

    /// <summary>How many blocks are filed.</summary>
    public long Filed { get; init; }

    public long Next => LatestFrom + Latest.Count;

    /// <summary>Whether a block is full and not filed.</summary>
    public bool HasUnfiled => First > 0 && Next - First >= (Filed + 1) * BlockSize;

    public static OrderNumbersState Begin(string key) => new();

    /// <summary>The number of one of the latest orders.</summary>
    public long? Find(OrderId order) => Numbers.TryGetValue(order, out var number) ? number : null;

    /// <summary>The orders of the first block that is not filed.</summary>
    public ImmutableArray<OrderId> NextBlock()
    {
        var from = First + (Filed * BlockSize);
        return [.. Latest.GetRange((int)(from - LatestFrom), BlockSize)];
    }

    public OrderNumbersState Apply(OrderNumbersEvent e) => e switch
    {
        NumberAssigned assigned => Add(assigned),
        BlockFiled => Trim(this with { Filed = Filed + 1 }),
        _ => throw new InvalidOperationException($"Unknown event {e.GetType().Name}."),
    };

    private OrderNumbersState Add(NumberAssigned assigned) => Trim(this with
    {
        First = First == 0 ? assigned.Number : First,
        LatestFrom = First == 0 ? assigned.Number : LatestFrom,
        Latest = Latest.Add(assigned.Order),
        Numbers = Numbers.Add(assigned.Order, assigned.Number),
    });

    /// <summary>Drops the oldest, unless they are not filed.</summary>
    private static OrderNumbersState Trim(OrderNumbersState state)
    {
        var filedTo = state.First + (state.Filed * BlockSize);
        var surplus = (int)Math.Min(state.Latest.Count - LatestKept, filedTo - state.LatestFrom);
        return surplus <= 0
            ? state
            : state with
            {
                Latest = state.Latest.RemoveRange(0, surplus),
                LatestFrom = state.LatestFrom + surplus,
                Numbers = state.Numbers.RemoveRange(state.Latest.GetRange(0, surplus)),
            };
    }
}

/// <summary>The events of the numbers; their names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(NumberAssigned), "assigned")]
[JsonDerivedType(typeof(BlockFiled), "filed")]
internal abstract record OrderNumbersEvent;

internal sealed record NumberAssigned(OrderId Order, long Number) : OrderNumbersEvent;

/// <summary>The next block is in its own journal.</summary>
internal sealed record BlockFiled : OrderNumbersEvent;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = [typeof(UnixMillisecondsJsonConverter)])]
[JsonSerializable(typeof(OrderNumbersEvent))]
[JsonSerializable(typeof(OrderNumbersState))]
[JsonSerializable(typeof(OrderNumberBlockEvent))]
[JsonSerializable(typeof(OrderNumberBlockState))]
internal sealed partial class OrderNumberJson : JsonSerializerContext;
