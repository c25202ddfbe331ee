using ShopActors.Storage;

namespace ShopActors;

/// <summary>An image, or none yet under this id.</summary>
internal sealed record ImageState : IJournalState<ImageState, ImageEvent>
{
    public static JournalCodec<ImageState, ImageEvent> Codec { get; } =
        new(ImageJson.Default.ImageState, ImageJson.Default.ImageEvent);

    public required ImageId Id { get; init; }

    public string? MediaType { get; init; }

    /// <summary>The file; not changed once it is set.</summary>
    public byte[]? Content { get; init; }

    public static ImageState Begin(string key) => new() { Id = new ImageId(key) };

    public ImageState Apply(ImageEvent e) => e switch
    {
        ImagePut put => this with { MediaType = put.MediaType, Content = put.Content },
        _ => throw new InvalidOperationException($"Unknown image event {e.GetType().Name}."),
    };
}
