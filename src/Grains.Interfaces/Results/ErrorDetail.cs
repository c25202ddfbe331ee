namespace ShopActors;

/// <summary>How a detail of a refusal appears in JSON.</summary>
public enum ErrorDetailKind
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A list of strings, which the value separates by commas.</summary>
    Texts,

    /// <summary>A list of shortages, which the value holds as <c>sku:requested:available</c>, separated by commas.
    /// </summary>
    Shortages,
}

/// <summary>One of the details that refusals have: the closed set is <see cref="ErrorDetails"/>.</summary>
/// <param name="Name">The name, which is that of the member in JSON.</param>
/// <param name="Kind">How it appears in JSON.</param>
/// <param name="Meaning">What it says, for the API's description.</param>
public sealed record ErrorDetail(string Name, ErrorDetailKind Kind, string Meaning);
