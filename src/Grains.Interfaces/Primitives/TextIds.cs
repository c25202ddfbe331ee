using System.Diagnostics.CodeAnalysis;

namespace ShopActors;

/// <summary>What all id types have in common, as members of each: <c>Sku.Parse(text)</c>.</summary>
[SuppressMessage("Design", "CA1000", Justification = "The rule takes an extension block for a generic type.")]
public static class TextIds
{
    extension<TId>(TId id)
        where TId : struct, ITextId<TId>
    {
        /// <summary>Whether this is the default value, which names nothing.</summary>
        public bool IsDefault => id.Value is null;

        /// <summary>Reads an id.</summary>
        /// <exception cref="FormatException">The text is not a valid id.</exception>
        public static TId Parse(string text) => TId.Parse(text, null);

        /// <summary>Reads an id; false when the text is not one.</summary>
        public static bool TryParse([NotNullWhen(true)] string? text, out TId result) =>
            ITextId<TId>.TryParse(text, null, out result);
    }

    /// <summary>The text, for a constructor to keep.</summary>
    /// <exception cref="FormatException">The text is not a valid id.</exception>
    internal static string Check<TId>(string text)
        where TId : struct, ITextId<TId>
    {
        if (!TId.IsValid(text)) ThrowInvalid<TId>();
        return text;
    }

    // Apart, so that the check is small enough to be inlined into the constructors.
    [DoesNotReturn]
    private static void ThrowInvalid<TId>() =>
        throw new FormatException($"The text is not a valid {typeof(TId).Name}.");
}
