using System.Text.Json.Serialization;

namespace ShopActors.Storage.Tests.Versions;

/// <summary>
/// The types of the version after <see cref="Present"/>: a member more on the state, the event and the message, a kind
/// of event, an enumeration value and a kind of origin that <see cref="Present"/> does not know.
/// </summary>
public static partial class Next
{
    public sealed record Ledger(long Sum, string? Note = null);

    [JsonPolymorphic]
    [JsonDerivedType(typeof(Entered), "entered")]
    [JsonDerivedType(typeof(Noted), "noted")]
    public abstract record LedgerEvent;

    public sealed record Entered(int Amount, EntryKind Kind, string? Reason = null) : LedgerEvent;

    public sealed record Noted(string Text) : LedgerEvent;

    public enum EntryKind
    {
        Sale = 0,
        Refund = 1,
        Gift = 2,
    }

    [JsonSourceGenerationOptions(
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
    [JsonSerializable(typeof(Ledger))]
    [JsonSerializable(typeof(LedgerEvent))]
    public sealed partial class NextJson : JsonSerializerContext;

    [GenerateSerializer, Immutable, Alias("next.entry")]
    public sealed record Entry
    {
        [Id(0)]
        public required int Amount { get; init; }

        [Id(1)]
        public EntryKind Kind { get; init; }

        [Id(2)]
        public Origin? Origin { get; init; }

        [Id(3)]
        public string? Reason { get; init; }
    }

    [GenerateSerializer, Immutable, Alias("next.origin")]
    public abstract record Origin;

    [GenerateSerializer, Immutable, Alias("next.by-hand")]
    public sealed record ByHand([property: Id(0)] string Name, [property: Id(1)] string? Place = null) : Origin;

    [GenerateSerializer, Immutable, Alias("next.by-import")]
    public sealed record ByImport([property: Id(0)] long File) : Origin;
}
