namespace ShopActors;

/// <summary>The steps of an import.</summary>
internal enum ImportStep
{
    /// <summary>Import the next chunk.</summary>
    Chunk = 1,
}
