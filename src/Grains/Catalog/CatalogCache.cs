using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The silo's copy of the catalogue, shared by its readers.</summary>
internal sealed class CatalogCache(TimeProvider time)
{
    private readonly Lock _lock = new();

    // Replaced as one, by whichever reader asked the master last; read without the lock.
    private volatile Copy? _copy;

    /// <summary>The copy if it was confirmed within this time.</summary>
    public CatalogIndex? YoungerThan(TimeSpan age) =>
        _copy is { } copy && time.GetElapsedTime(copy.AskedAt) < age ? copy.Index : null;

    public CatalogIndex? Latest => _copy?.Index;

    /// <summary>
    /// The products with these SKUs, where a copy that is fresh enough knows them all; null where the master has to be
    /// asked. Grains of this silo read here first: a call to the reader costs more than the look-up.
    /// </summary>
    public ImmutableArray<ProductSnapshot>? Find(ImmutableArray<Sku> skus) =>
        YoungerThan(CatalogLimits.StalenessMax) is { } fresh && fresh.HasAll(skus) ? fresh.Find(skus) : null;

    /// <summary>Takes in what the master answered to a question asked at that time.</summary>
    public CatalogIndex Update(CatalogContents contents, long askedAt)
    {
        lock (_lock)
        {
            var present = _copy;
            if (present is not null && contents.Version <= present.Index.Version)
            {
                _copy = present with { AskedAt = Math.Max(present.AskedAt, askedAt) };
                return present.Index;
            }

            var index = new CatalogIndex(contents);
            _copy = new(index, askedAt);
            return index;
        }
    }

    private sealed record Copy(CatalogIndex Index, long AskedAt);
}
