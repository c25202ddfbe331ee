using System.Runtime.InteropServices;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>The journals of images, and how to read one without activating its grain.</summary>
internal static class ImageJournals
{
    /// <summary>The grain type, which is also the prefix of the journals' ids.</summary>
    public const string GrainType = "image";

    /// <summary>Returns the image; null if there is none.</summary>
    public static async ValueTask<ImageContent?> ReadAsync(IJournalStore store, ImageId image)
    {
        var content = await store.ReadAsync(new($"{GrainType}/{image}")).ConfigureAwait(false);
        var state = content.ToState<ImageState, ImageEvent>(image.Value);
        return state.Content is null
            ? null
            : new(state.MediaType!, ImmutableCollectionsMarshal.AsImmutableArray(state.Content));
    }
}
