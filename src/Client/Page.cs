namespace ShopActors.Client;

/// <summary>A page of a list.</summary>
/// <typeparam name="T">The type of the entries.</typeparam>
public sealed record Page<T> : ShopResource
{
    /// <summary>The entries.</summary>
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>The cursor of the next page; null on the last one.</summary>
    public string? NextCursor { get; init; }
}
