using System.Text.Json.Serialization;

namespace ShopActors;

/// <summary>The events of an image; their names and members are the stored format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(ImagePut), "put")]
internal abstract record ImageEvent
{
    /// <summary>When it was decided, by the clock of the deciding silo.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>The image is stored.</summary>
internal sealed record ImagePut(string MediaType, byte[] Content) : ImageEvent;
