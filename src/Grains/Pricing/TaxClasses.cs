namespace ShopActors;

/// <summary>The spelling of tax classes.</summary>
internal static class TaxClasses
{
    public static bool IsValid(string text) =>
        text.Length is > 0 and <= CatalogLimits.TaxClassMax &&
        text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');
}
