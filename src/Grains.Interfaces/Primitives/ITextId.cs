namespace ShopActors;

/// <summary>An id that is a checked text: one charset, one length, one spelling.</summary>
/// <typeparam name="TSelf">The id type itself.</typeparam>
public interface ITextId<TSelf> : IParsable<TSelf>
    where TSelf : struct, ITextId<TSelf>
{
    /// <summary>The text; null only in the default value.</summary>
    string Value { get; }

    /// <summary>Whether this is the default value, which names nothing.</summary>
    bool IsDefault { get; }

    /// <summary>Reads an id; false when the text is not one.</summary>
    static abstract bool TryParse(string? text, out TSelf id);
}
