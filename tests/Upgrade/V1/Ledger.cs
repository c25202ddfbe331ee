using System.Text.Json.Serialization;

namespace ShopActors.Upgrade;

/// <summary>A ledger as the first build knows it.</summary>
internal sealed record Ledger(long Sum);

[JsonPolymorphic]
[JsonDerivedType(typeof(Entered), "entered")]
internal abstract record LedgerEvent;

internal sealed record Entered(int Amount) : LedgerEvent;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Ledger))]
[JsonSerializable(typeof(LedgerEvent))]
internal sealed partial class LedgerJson : JsonSerializerContext;
