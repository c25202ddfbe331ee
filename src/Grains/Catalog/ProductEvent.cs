using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>What happened to a product; names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(ProductPut), "put")]
internal abstract record ProductEvent
{
    /// <summary>When, by the clock of the silo that decided it.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>The product was added, or is now this.</summary>
internal sealed record ProductPut(ProductSnapshot Product) : ProductEvent;
