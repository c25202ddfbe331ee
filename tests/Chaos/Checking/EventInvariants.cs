using System.Text.Json;
using ShopActors.Chaos.Recording;

namespace ShopActors.Chaos.Checking;

/// <summary>
/// I22: a reader from the beginning gets every event of an order, in order and without gaps; a repetition has
/// the id and content of the first. The last event of a SKU says what its stock is.
/// </summary>
internal static class EventInvariants
{
    private const string Confirmed = "shop.order.confirmed.v1";
    private const string Cancelled = "shop.order.cancelled.v1";

    public static IEnumerable<string> Heard(History history) =>
    [
        .. Heard(history.Events, history),
        .. Heard(history.Published, history).Select(what => "the broker: " + what),
        .. Differences(history),
    ];

    private static IEnumerable<string> Heard(IReadOnlyList<EventRow>? events, History history) => events is null
        ? []
        :
        [
            .. Repetitions(events),
            .. Gaps(events),
            .. Ends(events, history.Orders),
            .. Levels(events, history.Stock),
        ];

    // Of the orders, which both heard from their beginning.
    private static IEnumerable<string> Differences(History history)
    {
        if (history is not { Events: { } events, Published: { } published }) return [];
        var orders = history.Orders.Select(order => order.Id).ToHashSet();
        var (one, other) = (IdsOf(events), IdsOf(published));
        return one.Except(other).Select(id => $"the broker did not get {id}")
            .Concat(other.Except(one).Select(id => $"the receiver did not get {id}"));

        HashSet<string> IdsOf(IReadOnlyList<EventRow> all) =>
            [.. all.Where(e => orders.Contains(e.Subject)).Select(e => e.Id)];
    }

    private static IEnumerable<string> Repetitions(IReadOnlyList<EventRow> events) =>
        from same in events.GroupBy(e => e.Id)
        where same.Distinct().Count() > 1
        select $"{same.Key} came as {string.Join(" and as ", same.Distinct())}";

    private static IEnumerable<string> Gaps(IReadOnlyList<EventRow> events)
    {
        foreach (var subject in events.DistinctBy(e => e.Id).GroupBy(e => e.Subject))
        {
            var expected = subject.First().Sequence;
            foreach (var e in subject)
            {
                if (e.Sequence == expected++) continue;
                yield return $"{subject.Key} told event {e.Sequence} where {expected - 1} belongs";
                break;
            }
        }
    }

    private static IEnumerable<string> Ends(IReadOnlyList<EventRow> events, IReadOnlyList<OrderRow> orders)
    {
        var bySubject = events.DistinctBy(e => e.Id).ToLookup(e => e.Subject);
        foreach (var order in orders)
        {
            var told = bySubject[order.Id].ToList();
            if (told is not [{ Sequence: 1 }, ..])
            {
                yield return $"{order.Id} did not tell its beginning";
                continue;
            }

            var ends = told.Where(e => e.Type is Confirmed or Cancelled).Select(e => e.Type).ToList();
            if (order.IsTerminal && ends is not [var end]) yield return $"{order.Id} told {ends.Count} ends";
            else if (order.IsTerminal && (ends[0] == Confirmed) != order.IsConfirmed)
            {
                yield return $"{order.Id} is {order.Status} and told {ends[0]}";
            }
        }
    }

    private static IEnumerable<string> Levels(IReadOnlyList<EventRow> events, IReadOnlyList<StockRow> stock)
    {
        var latest = events.Where(e => e.Type == "shop.stock.changed.v1")
            .GroupBy(e => e.Subject).ToDictionary(sku => sku.Key, sku => sku.MaxBy(e => e.Sequence)!);
        foreach (var row in stock)
        {
            if (!latest.TryGetValue(row.Sku, out var last)) continue;
            using var data = JsonDocument.Parse(last.Data);
            var available = data.RootElement.GetProperty("available").GetInt64();
            if (available != row.Available) yield return $"{row.Sku} has {row.Available} and told {available}";
        }
    }
}
