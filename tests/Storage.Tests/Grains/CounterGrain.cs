using System.Text.Json.Serialization;
using Orleans.Runtime;

namespace ShopActors.Storage.Tests.Grains;

internal sealed record Counter(long Sum, int Applied);

[JsonPolymorphic]
[JsonDerivedType(typeof(Added), "added")]
internal abstract record CounterEvent;

internal sealed record Added(int Amount) : CounterEvent;

[JsonSerializable(typeof(Counter))]
[JsonSerializable(typeof(CounterEvent))]
internal sealed partial class CounterJson : JsonSerializerContext;

/// <summary>The smallest journaled grain, with its protected parts open to the tests.</summary>
internal sealed class CounterGrain(JournalGrainServices services, IGrainContext context, IGrainRuntime runtime, bool answersEarly = false)
    : JournalGrain<Counter, CounterEvent>(services, context, runtime)
{
    public static JournalCodec<Counter, CounterEvent> CounterCodec { get; } =
        new(CounterJson.Default.Counter, CounterJson.Default.CounterEvent);

    public new Counter State => base.State;

    public new long Version => base.Version;

    public new DateTimeOffset? WakeAt => base.WakeAt;

    protected override bool AnswersEarly => answersEarly;

    protected override Counter Initial => new(0, 0);

    protected override JournalCodec<Counter, CounterEvent> Codec => CounterCodec;

    public Task Add(int amount, WakeUp wakeUp = default) => Commit(new Added(amount), wakeUp);

    public Task AddAll(params int[] amounts) => Commit([.. amounts.Select(a => new Added(a))]);

    public Task Schedule(WakeUp wakeUp) => Commit([], wakeUp);

    public Task Durable() => WhenDurable();

    public Task Ordered() => WhenOrdered();

    public Task<T> Held<T>(Task<T> early) => OnceDurable(early);

    protected override Counter Apply(Counter state, CounterEvent e) => e switch
    {
        Added { Amount: < 0 } => throw new ArgumentOutOfRangeException(nameof(e)),
        Added added => new Counter(state.Sum + added.Amount, state.Applied + 1),
        _ => throw new InvalidOperationException($"Unknown event {e}."),
    };
}
