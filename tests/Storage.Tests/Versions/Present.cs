using System.Text.Json.Serialization;

namespace ShopActors.Storage.Tests.Versions;

/// <summary>The types of one version of an application, for its journals and for its grain calls.</summary>
public static partial class Present
{
    public sealed record Ledger(long Sum);

    [JsonPolymorphic]
    [JsonDerivedType(typeof(Entered), "entered")]
    public abstract record LedgerEvent;

    public sealed record Entered(int Amount, EntryKind Kind) : LedgerEvent;

    public enum EntryKind
    {
        Sale = 0,
        Refund = 1,
    }

    [JsonSourceGenerationOptions(
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
    [JsonSerializable(typeof(Ledger))]
    [JsonSerializable(typeof(LedgerEvent))]
    public sealed partial class PresentJson : JsonSerializerContext;

    [GenerateSerializer, Immutable, Alias("present.entry")]
    public sealed record Entry
    {
        [Id(0)]
        public required int Amount { get; init; }

        [Id(1)]
        public EntryKind Kind { get; init; }

        [Id(2)]
        public Origin? Origin { get; init; }
    }

    [GenerateSerializer, Immutable, Alias("present.origin")]
    public abstract record Origin;

    [GenerateSerializer, Immutable, Alias("present.by-hand")]
    public sealed record ByHand([property: Id(0)] string Name) : Origin;
}
