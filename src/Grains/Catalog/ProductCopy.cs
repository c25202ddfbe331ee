namespace ShopActors;

/// <summary>A product in a silo's memory.</summary>
/// <param name="Product">The product.</param>
/// <param name="ReadAt">A time stamp of the clock: when the store was asked; nothing newer was durable then.</param>
internal sealed record ProductCopy(ProductSnapshot Product, long ReadAt)
{
    /// <summary>
    /// Takes in a copy that may have been read earlier or later. The higher version wins, and of two equal ones the
    /// object that is here, so that what did not change is not seen as a change.
    /// </summary>
    public ProductCopy With(ProductCopy other) => new(
        other.Product.Version > Product.Version ? other.Product : Product, Math.Max(ReadAt, other.ReadAt));
}
