using System.Globalization;
using System.Text.Json;

namespace ShopActors.WebApi.Orders;

/// <summary>
/// Maps a cancelled order to the checkout's problem response. The order itself stays readable under its own address.
/// </summary>
internal static class CancelledOrders
{
    /// <summary>The prefix of the codes in the problem table; the reason follows it.</summary>
    public const string CodePrefix = "order.cancelled.";

    private const string Shortages = "shortages";

    public static ShopError ToError(OrderSnapshot order)
    {
        var error = new ShopError
        {
            Code = CodePrefix + order.Reason,
            Message = Explain(order.Reason),
            Details = order.ReasonDetails,
        };
        if (order.ReasonDetails.TryGetValue(Shortages, out var shortages))
        {
            error = WithLines(error with { Details = error.Details.Remove(Shortages) }, shortages);
        }

        return error.With("orderId", order.Id.Value);
    }

    /// <summary>
    /// Lists all shortages as <c>lines</c>; the first one's details are repeated beside it for simple clients.
    /// </summary>
    private static ShopError WithLines(ShopError error, string shortages)
    {
        // Each shortage is sku:requested:available, see the order's reserve step.
        var lines = shortages.Split(',')
            .Select(shortage => shortage.Split(':'))
            .Where(parts => parts.Length == 3)
            .Select(parts => new ShortLine(parts[0], Number(parts[1]), Number(parts[2])))
            .ToList();
        if (lines.Count == 0) return error;

        return error
            .With("sku", lines[0].Sku)
            .With("requested", lines[0].Requested)
            .With("available", lines[0].Available)
            .With("lines", JsonSerializer.Serialize(lines, JsonSerializerOptions.Web));
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static string Explain(string? reason) => reason switch
    {
        CancelReasons.InsufficientStock => "There was not enough stock for every line; nothing was charged.",
        CancelReasons.PaymentDeclined => "The payment was declined; nothing was charged.",
        CancelReasons.PriceChanged => "A price changed while the order was placed; nothing was charged.",
        CancelReasons.CartUnavailable => "The cart changed while the order was placed; nothing was charged.",
        CancelReasons.CaptureRefused => "The provider refused to capture the authorised amount; nothing was charged.",
        CancelReasons.DeadlineExceeded => "The order was not ready before its deadline; nothing was charged.",
        _ => "The order was cancelled; nothing was charged.",
    };

    private sealed record ShortLine(string Sku, long Requested, long Available);
}
