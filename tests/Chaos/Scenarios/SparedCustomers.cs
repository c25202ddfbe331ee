using ShopActors.Chaos.Checking;
using ShopActors.Chaos.Recording;

namespace ShopActors.Chaos.Scenarios;

/// <summary>Checks a run whose trouble no customer may notice.</summary>
internal static class SparedCustomers
{
    // A shorter fault may pass between two purchases.
    private const double LastingMs = 4_000;

    /// <param name="operations">What the customers did.</param>
    /// <param name="faults">When each fault began.</param>
    /// <param name="healings">When each ended; the last one may not have.</param>
    /// <param name="began">When the trouble began.</param>
    /// <param name="ended">When it ended.</param>
    public static IEnumerable<Violation> Check(
        IReadOnlyList<ClientOperation> operations,
        IReadOnlyList<Fault> faults,
        IReadOnlyList<double> healings,
        double began,
        double ended)
    {
        foreach (var operation in operations.Where(operation =>
            operation.InvokedAt >= began && operation.UnknownAttempts + operation.ShedAttempts > 0))
        {
            yield return new(
                "no request fails",
                $"{operation.Action} {operation.Subject} at {operation.InvokedAt:N0} ms had "
                + $"{operation.UnknownAttempts} attempts without an outcome and {operation.ShedAttempts} turned away, "
                + $"status {operation.Status}");
        }

        // Restarts are no faults that last, and have no end.
        if (healings.Count == 0) yield break;

        foreach (var (fault, index) in faults.Select(static (fault, index) => (fault, index)))
        {
            var end = index < healings.Count ? healings[index] : ended;
            if (end - fault.At >= LastingMs && !operations.Any(operation =>
                operation is { Action: ClientAction.CheckOut, OrderStatus: "confirmed" }
                && operation.InvokedAt >= fault.At && operation.ReturnedAt <= end))
            {
                yield return new(
                    "sales go on",
                    $"no checkout since '{fault.What}' at {fault.At:N0} ms was confirmed by {end:N0} ms");
            }
        }
    }
}
