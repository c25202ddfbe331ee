using System.Text;
using System.Text.Json;
using CsCheck;

namespace ShopActors.Storage.Tests.Conformance;

/// <summary>One random operation on a store and its model, wrong ones included.</summary>
internal sealed record StoreOperation(string Name, Func<ComparedStore, Task> Run)
{
    // Half of it happens in one journal: failures that need several steps there shrink to those steps.
    private static readonly Gen<string> Ids =
        Gen.OneOf<string>(Gen.Const(ComparedStore.Ids[0]), Gen.OneOf([.. ComparedStore.Ids]));

    private static readonly Gen<StoreOperation> Appends = Gen.Select(
        Ids,
        Gen.Frequency<int>((5, Gen.Const(0)), (1, Gen.Int[0, 9])),
        Gen.Frequency<int>((9, Gen.Const(0)), (1, Gen.Int[-2, 2])),
        Json(300).Array[0, 3],
        Gen.Frequency<string?>((4, Gen.Const(default(string))), (1, Json(500))),
        Gen.Frequency<WakeUp>(
            (2, Gen.Const(WakeUp.Keep)), (1, Gen.Const(WakeUp.None)), (1, Times(99).Select(WakeUp.At))),
        Gen.Frequency<DateTimeOffset?>(
            (3, Gen.Const(default(DateTimeOffset?))), (1, Times(99).Select(time => (DateTimeOffset?)time))),
        Gen.Select(
            Gen.Frequency<string?>((3, Gen.Const(default(string))), (1, Gen.OneOf([.. ComparedStore.Lists]))),
            Gen.Frequency<string[]>((2, Gen.Const(Array.Empty<string>())), (1, Json(200).Array[1, 3]))),
        Append);

    /// <summary>Sequences of about 40 operations; the short ones are for shrinking.</summary>
    public static Gen<StoreOperation[]> Sequences { get; } = Gen.Frequency<StoreOperation>(
        (12, Appends),
        (4, Ids.Select(id => new StoreOperation($"activate {Brief(id)}", store => store.ActivateAsync(id)))),
        (1, Ids.Select(id => new StoreOperation($"read {Brief(id)}", store => store.AssertSameJournalAsync(id)))),
        (2, Gen.Select(Ids, Gen.Int[0, 2], (id, length) => new StoreOperation(
            $"list '{id[..length]}'", store => store.AssertSameListsAsync(id[..length])))),
        (1, Times(119).Select(now => new StoreOperation(
            $"read due at {now:T}", store => store.AssertSameDueAsync(now)))),
        (2, Times(29).Select(now => new StoreOperation(
            $"delete expired at {now:T}", store => store.DeleteExpiredAsync(now)))),
        (1, Gen.Const(new StoreOperation("read outbox", store => store.AssertSameOutboxAsync()))),
        (2, Gen.Const(new StoreOperation("reopen", store => store.ReopenAsync()))))
        .Array[Gen.Frequency<int>((1, Gen.Int[0, 10]), (4, Gen.Int[0, 90]))];

    public override string ToString() => Name;

    private static StoreOperation Append(
        string id,
        int beforeLatest,
        int shift,
        string[] events,
        string? snapshot,
        WakeUp wakeUp,
        DateTimeOffset? expiresAt,
        (string? List, string[] Outgoing) others)
    {
        string?[] words =
        [
            $"append {string.Join(", ", events.Select(Brief).Prepend($"{events.Length} events"))} to {Brief(id)}",
            snapshot is null ? null : $"snapshot {Brief(snapshot)}",
            wakeUp.IsKeep ? null : $"wake-up {wakeUp.Time?.ToString("T", null) ?? "removed"}",
            expiresAt is null ? null : $"expires {expiresAt:T}",
            others.List,
            others.Outgoing.Length == 0 ? null : $"{others.Outgoing.Length} events for others",
            beforeLatest == 0 ? null : $"by the owner {beforeLatest} before the latest",
            shift == 0 ? null : $"version off by {shift}",
        ];
        return new(string.Join("; ", words.OfType<string>()), store => store.AppendAsync(
            id,
            beforeLatest,
            shift,
            owner => owner.Next([.. events.Select(Utf8)], snapshot is null ? default : Utf8(snapshot), wakeUp) with
            {
                ExpiresAt = expiresAt,
                List = others.List,
                Outgoing = [.. others.Outgoing.Select(Utf8)],
                Sequence = owner.Version + others.Outgoing.Length,
            }));
    }

    private static Gen<DateTimeOffset> Times(int secondsMax) =>
        Gen.Int[0, secondsMax].Select(seconds => ComparedStore.Start.AddSeconds(seconds));

    private static Gen<string> Json(int bytesMax) => Gen.Select(
        Gen.Int[0, 2],
        Gen.Byte.Array[Gen.Frequency<int>((1, Gen.Int[0, 4]), (3, Gen.Int[0, bytesMax]))],
        (kind, bytes) => kind switch
        {
            0 => JsonSerializer.Serialize(bytes),
            1 => JsonSerializer.Serialize(bytes.Select(b => new { b, text = $"{(char)b}]" })),
            _ => JsonSerializer.Serialize(new { value = Encoding.Latin1.GetString(bytes), empty = "" }),
        });

    private static ReadOnlyMemory<byte> Utf8(string json) => Encoding.UTF8.GetBytes(json);

    private static string Brief(string text) => text.Length <= 40 ? text : $"{text[..30]}… ({text.Length} characters)";
}
