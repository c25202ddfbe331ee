using System.Globalization;

namespace ShopActors.WebApi.Problems;

/// <summary>A line for which there is too little stock.</summary>
internal sealed record Shortage(string Sku, long Requested, long Available)
{
    /// <summary>Parses <see cref="ErrorDetailKind.Shortages"/>.</summary>
    public static IReadOnlyList<Shortage> ParseAll(string text) =>
    [
        .. text.Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(shortage => shortage.Split(':'))
            .Select(parts => new Shortage(parts[0], Number(parts[1]), Number(parts[2]))),
    ];

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
