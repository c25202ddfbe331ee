namespace ShopActors;

/// <summary>Which orders a query wants.</summary>
internal sealed class OrderFilter(OrderQuery query)
{
    /// <summary>
    /// How far the order of the list may differ from that of the times, which come from the clocks of several silos.
    /// </summary>
    public static readonly TimeSpan Disorder = TimeSpan.FromMinutes(5);

    private readonly string[] _words = query.Text is { } text ? SearchText.Fold(text).Split(' ') : [];

    public bool Accepts(OrderState order)
    {
        var placed = order.Placed!;
        return !(query.Status is { } status && order.Status != status) &&
            !(query.Fulfilment is { } fulfilment && order.Fulfilment != fulfilment) &&
            !(query.NeedsReview is { } review && order.IsInReview != review) &&
            !(placed.At < query.From) && !(placed.At >= query.To) &&
            (query.Text is null || Mentions(placed));
    }

    /// <summary>Whether everything behind this order in the list is too old.</summary>
    public bool IsOver(OrderState order) => order.Placed!.At < query.From - Disorder;

    private bool Mentions(OrderEvent.OrderPlaced placed) =>
        placed.Lines.Any(line =>
            string.Equals(line.Sku.Value, query.Text, StringComparison.OrdinalIgnoreCase) || HasWords(line.Title)) ||
        placed.Charges?.Discounts.Any(discount =>
            string.Equals(discount.Code, query.Text, StringComparison.OrdinalIgnoreCase)) == true;

    private bool HasWords(string title)
    {
        var folded = SearchText.Fold(title);
        return _words.All(word => folded.Contains(word, StringComparison.Ordinal));
    }
}
