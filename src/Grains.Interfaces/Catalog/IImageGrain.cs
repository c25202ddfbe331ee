using System.Collections.Immutable;
using Orleans.CodeGeneration;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>An image in the shop; the key is the <see cref="ImageId"/> of its bytes, so it never changes.</summary>
[Alias("shop.image-grain"), GrainInterfaceType("shop.image-grain"), Version(1), CallableBy(Callers.Api)]
public interface IImageGrain : IGrainWithStringKey
{
    /// <summary>
    /// Stores the image (scope <see cref="Scopes.CatalogWrite"/>); storing it again changes nothing. Returns its media
    /// type. Refused with <c>invalid_image</c> if the bytes are no image of a known type, or too many.
    /// </summary>
    [Alias("put")]
    Task<Result<string>> Put(Caller caller, ImmutableArray<byte> content);
}
