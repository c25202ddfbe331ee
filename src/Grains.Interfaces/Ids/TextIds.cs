using System.Diagnostics.CodeAnalysis;

namespace ShopActors;

/// <summary>The members that all id types share: <c>Sku.Parse(text)</c>.</summary>
[SuppressMessage("Design", "CA1000", Justification = "The rule mistakes an extension block for a generic type.")]
public static class TextIds
{
    extension<TId>(TId id)
        where TId : struct, ITextId<TId>
    {
        /// <summary>Whether this is the default value, which is not an id.</summary>
        public bool IsDefault => id.Value is null;

        /// <summary>Reads an id.</summary>
        /// <exception cref="FormatException">The text is not a valid id.</exception>
        public static TId Parse(string text) => TId.Parse(text, null);

        /// <summary>Reads an id; false when the text is not one.</summary>
        public static bool TryParse([NotNullWhen(true)] string? text, out TId result) =>
            ITextId<TId>.TryParse(text, null, out result);
    }

    /// <summary>Checks a text for an id's constructor and returns it.</summary>
    /// <exception cref="FormatException">The text is not a valid id.</exception>
    internal static string Check<TId>(string text)
        where TId : struct, ITextId<TId>
    {
        if (!TId.IsValid(text)) ThrowInvalid<TId>();
        return text;
    }

    // A method of its own keeps the check small enough to be inlined into the constructors.
    [DoesNotReturn]
    private static void ThrowInvalid<TId>() =>
        throw new FormatException($"The text is not a valid {typeof(TId).Name}.");
}
