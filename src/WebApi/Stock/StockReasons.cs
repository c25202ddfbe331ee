namespace ShopActors.WebApi.Stock;

/// <summary>The public names of reasons.</summary>
internal static class StockReasons
{
    private static readonly Dictionary<string, StockReason> ByName = Enum.GetValues<StockReason>()
        .ToDictionary(NameOf, StringComparer.Ordinal);

    public static string NameOf(StockReason reason) => reason switch
    {
        StockReason.WrittenOff => "written_off",
        _ => reason.ToString().ToLowerInvariant(),
    };

    public static bool TryParse(string? name, out StockReason reason) => ByName.TryGetValue(name ?? "", out reason);
}
