using System.Text.Json;
using ShopActors.TestKit;

namespace ShopActors.Shop.LoadTests;

/// <summary>A fast shop that lost a book is no result: the run counts only when the shop's own books balance.</summary>
internal static class ShopAudit
{
    private static readonly TimeSpan _settlePatience = TimeSpan.FromSeconds(60);

    /// <summary>Waits until no order is pending, then prints the audit; false when it shows a violation.</summary>
    public static async Task<bool> CheckAsync(LoadTarget shop, TextWriter output, CancellationToken cancellationToken)
    {
        var until = DateTime.UtcNow + _settlePatience;
        var audit = await ReadAsync(shop, cancellationToken).ConfigureAwait(false);
        while (Pending(audit) > 0 && DateTime.UtcNow < until)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250), cancellationToken).ConfigureAwait(false);
            audit = await ReadAsync(shop, cancellationToken).ConfigureAwait(false);
        }

        List<string> violations = [.. audit.GetProperty("violations").EnumerateArray().Select(item => item.ToString())];
        if (Pending(audit) > 0)
        {
            violations.Add($"{Pending(audit)} orders are still pending");
        }

        output.WriteLine(
            $"audit      orders {audit.GetProperty("orders")}  captured {audit.GetProperty("captured")}"
            + $"  violations {violations.Count}");
        foreach (var violation in violations.Take(20))
        {
            output.WriteLine($"           {violation}");
        }

        return violations.Count == 0;
    }

    private static long Pending(JsonElement audit) => audit.GetProperty("orders").GetProperty("pending").GetInt64();

    private static async Task<JsonElement> ReadAsync(LoadTarget shop, CancellationToken cancellationToken)
    {
        var request = new ShopRequest(HttpMethod.Get, "/ops/audit") { Token = shop.OpsToken };
        return (await shop.Client.MustAsync(request, cancellationToken).ConfigureAwait(false)).Json;
    }
}
