using System.Collections.Immutable;

namespace ShopActors;

/// <summary>An image.</summary>
/// <param name="MediaType">What its first bytes show it to be, such as <c>image/png</c>.</param>
/// <param name="Bytes">The file, up to <see cref="CatalogLimits.ImageBytesMax"/>.</param>
[GenerateSerializer, Immutable, Alias("shop.image")]
public sealed record ImageContent(string MediaType, ImmutableArray<byte> Bytes);
