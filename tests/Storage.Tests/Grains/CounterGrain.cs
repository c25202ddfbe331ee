using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Runtime;

namespace ShopActors.Storage.Tests.Grains;

internal sealed record Counter(long Sum, int Applied) : IJournalState<Counter, CounterEvent>
{
    public static JournalCodec<Counter, CounterEvent> Codec { get; } =
        new(CounterJson.Default.Counter, CounterJson.Default.CounterEvent);

    public static Counter Begin(string key) => new(0, 0);

    public Counter Apply(CounterEvent e) => e switch
    {
        Added { Amount: < 0 } => throw new InvalidOperationException("Less than nothing."),
        Added added => new Counter(Sum + added.Amount, Applied + 1),
        _ => throw new InvalidOperationException($"Unknown event {e}."),
    };

    /// <summary>Amounts of a hundred and more are of interest to others.</summary>
    public ReadOnlyMemory<byte> Announce(Counter before, CounterEvent e, long sequence) =>
        e is Added { Amount: >= 100 } added
            ? JsonSerializer.SerializeToUtf8Bytes<long[]>([sequence, added.Amount, before.Sum, Sum])
            : default;
}

[JsonPolymorphic]
[JsonDerivedType(typeof(Added), "added")]
internal abstract record CounterEvent;

internal sealed record Added(int Amount) : CounterEvent;

[JsonSerializable(typeof(Counter))]
[JsonSerializable(typeof(CounterEvent))]
internal sealed partial class CounterJson : JsonSerializerContext;

/// <summary>The smallest journaled grain, with its protected parts open to the tests.</summary>
internal sealed class CounterGrain(
    JournalGrainServices services, IGrainContext context, IGrainRuntime runtime, bool answersEarly = false)
    : JournalGrain<Counter, CounterEvent>(services, context, runtime)
{
    public new Counter State => base.State;

    public new DateTimeOffset? WakeAt => base.WakeAt;

    protected override bool AnswersEarly => answersEarly;

    public Task Add(int amount, WakeUp wakeUp = default) => CommitAsync([new Added(amount)], wakeUp);

    public Task AddAll(params int[] amounts) => CommitAsync(amounts.Select(a => (CounterEvent)new Added(a)).ToArray());

    public Task EraseAll(int amount)
    {
        Erase([new Added(amount)]);
        return WhenDurable();
    }

    public Task Schedule(WakeUp wakeUp) => CommitAsync([], wakeUp);

    public Task Durable() => WhenDurable();

    public Task Ordered() => WhenOrdered();

    public Task<T> Held<T>(Task<T> early) => OnceDurableAsync(early);
}
