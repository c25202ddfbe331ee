namespace ShopActors.Chaos.Checking;

/// <summary>
/// Searches an order of a line's steps that respects real time and explains every answer (Wing and Gong, with Lowe's
/// memory of configurations already tried). Steps whose answer never came may be anywhere after their invocation, or
/// nowhere.
/// </summary>
internal static class Linearizability
{
    // Histories of one line of one cart are short; beyond this the search could explode and proves nothing.
    private const int StepsMax = 60;

    public static bool Holds(IReadOnlyList<QuantityStep> steps)
    {
        if (steps.Count > StepsMax)
        {
            throw new ArgumentException($"More than {StepsMax} steps on one line.", nameof(steps));
        }

        var required = 0UL;
        for (var i = 0; i < steps.Count; i++)
        {
            if (!steps[i].MayNotHaveHappened) required |= 1UL << i;
        }

        return Search(steps, required, done: 0, quantity: 0, []);
    }

    private static bool Search(
        IReadOnlyList<QuantityStep> steps, ulong required, ulong done, long quantity, HashSet<(ulong, long)> tried)
    {
        if ((done & required) == required) return true;
        if (!tried.Add((done, quantity))) return false;

        // Nothing may be put before a step that had ended when it began.
        var earliestReturn = double.PositiveInfinity;
        for (var i = 0; i < steps.Count; i++)
        {
            if ((done & (1UL << i)) == 0) earliestReturn = double.Min(earliestReturn, steps[i].ReturnedAt);
        }

        for (var i = 0; i < steps.Count; i++)
        {
            var bit = 1UL << i;
            if ((done & bit) == 0 && steps[i].InvokedAt <= earliestReturn && steps[i].Apply(quantity) is { } after
                && Search(steps, required, done | bit, after, tried))
            {
                return true;
            }
        }

        return false;
    }
}
