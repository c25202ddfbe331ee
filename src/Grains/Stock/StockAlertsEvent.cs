using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The events of the board of low stock; their names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(AlertsFollowed), "followed")]
internal abstract record StockAlertsEvent;

/// <summary>Everything up to a position is on the board.</summary>
internal sealed record AlertsFollowed(long Position, ImmutableArray<StockAlert> Changed) : StockAlertsEvent;
