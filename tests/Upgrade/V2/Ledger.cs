using System.Text.Json.Serialization;

namespace ShopActors.Upgrade;

/// <summary>A ledger as the second build knows it.</summary>
internal sealed record Ledger(long Sum, string? Note = null);

[JsonPolymorphic]
[JsonDerivedType(typeof(Entered), "entered")]
[JsonDerivedType(typeof(Noted), "noted")]
internal abstract record LedgerEvent;

internal sealed record Entered(int Amount) : LedgerEvent;

internal sealed record Noted(string Text) : LedgerEvent;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Ledger))]
[JsonSerializable(typeof(LedgerEvent))]
internal sealed partial class LedgerJson : JsonSerializerContext;
