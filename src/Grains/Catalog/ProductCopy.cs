namespace ShopActors;

/// <summary>A product in a silo's memory.</summary>
/// <param name="Product">The product.</param>
/// <param name="ReadAt">The clock's time stamp of the read: nothing newer was durable then.</param>
internal sealed record ProductCopy(ProductSnapshot Product, long ReadAt)
{
    /// <summary>
    /// Combines this with a copy that may have been read earlier or later. The higher version wins; of two equal
    /// versions this object is kept, so that it does not look like a change.
    /// </summary>
    public ProductCopy With(ProductCopy other) => new(
        other.Product.Version > Product.Version ? other.Product : Product, Math.Max(ReadAt, other.ReadAt));
}
