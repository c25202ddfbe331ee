using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The events of a product; their names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(ProductPut), "put")]
internal abstract record ProductEvent
{
    /// <summary>When it was decided, by the clock of the deciding silo.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>Adds the product or replaces its content.</summary>
internal sealed record ProductPut(ProductSnapshot Product, ProductCommand? Command = null) : ProductEvent;

/// <summary>A command that was executed, and what identifies its content.</summary>
internal sealed record ProductCommand(OperationId Operation, string Fingerprint);
