namespace ShopActors;

/// <summary>The rules for images.</summary>
internal static class ImageRules
{
    private static ReadOnlySpan<byte> Png => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    public static Decision<ImageEvent> Put(
        ImageState state, Caller caller, ReadOnlySpan<byte> content, DateTimeOffset now)
    {
        if (!caller.May(Scopes.CatalogWrite)) return AccessErrors.Forbidden(Scopes.CatalogWrite);
        if (content.Length > CatalogLimits.ImageBytesMax || TypeOf(content) is not { } type)
        {
            return CatalogErrors.InvalidImage;
        }

        // The id follows from the bytes, so what is stored is the same.
        if (ImageId.For(content) != state.Id) return CatalogErrors.InvalidImage;
        return state.Content is null
            ? new ImagePut(type, content.ToArray()) { At = now }
            : Decision<ImageEvent>.DoneBefore;
    }

    /// <summary>
    /// The media type that the first bytes show; null for anything but pictures that browsers draw without running
    /// anything in them. So no SVG.
    /// </summary>
    public static string? TypeOf(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith(Png)) return "image/png";
        if (content.StartsWith(Jpeg)) return "image/jpeg";
        if (content.StartsWith("GIF87a"u8) || content.StartsWith("GIF89a"u8)) return "image/gif";
        if (content.Length < 12) return null;
        if (content.StartsWith("RIFF"u8) && content[8..].StartsWith("WEBP"u8)) return "image/webp";
        return content[4..].StartsWith("ftypavif"u8) ? "image/avif" : null;
    }
}
