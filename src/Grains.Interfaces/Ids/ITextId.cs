using System.Diagnostics.CodeAnalysis;

namespace ShopActors;

/// <summary>
/// An id in the form of checked text: one character set, one length, one spelling. An id type supplies its form and its
/// constructor; parsing and formatting are shared here and in <see cref="TextIds"/>.
/// </summary>
/// <typeparam name="TSelf">The id type itself.</typeparam>
public interface ITextId<TSelf> : IParsable<TSelf>
    where TSelf : struct, ITextId<TSelf>
{
    /// <summary>The text; null only in the default value.</summary>
    string Value { get; }

    /// <summary>Whether the text has the form of this id.</summary>
    static abstract bool IsValid(ReadOnlySpan<char> text);

    /// <summary>Reads an id; false when the text is not one.</summary>
    [SuppressMessage("Design", "CA1000", Justification = "ASP.NET Core binds routes with it: it looks for a method " +
        "that is public and not abstract, in a type and then in its interfaces.")]
    new static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TSelf result)
    {
        var valid = TSelf.IsValid(s);
        result = valid ? TSelf.Parse(s!, provider) : default;
        return valid;
    }

    static bool IParsable<TSelf>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TSelf result) =>
        TryParse(s, provider, out result);
}
