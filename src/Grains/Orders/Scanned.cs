namespace ShopActors;

/// <summary>What reading one journal of a list has found.</summary>
/// <param name="Item">What to keep; null for nothing.</param>
/// <param name="IsOver">Whether nothing behind it on the list is wanted.</param>
internal readonly record struct Scanned<T>(T? Item, bool IsOver = false)
    where T : class;
