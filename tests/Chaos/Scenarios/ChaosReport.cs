using System.Globalization;
using ShopActors.Chaos.Checking;
using ShopActors.Chaos.Recording;

namespace ShopActors.Chaos.Scenarios;

/// <summary>What a run found, and whether it was worth anything.</summary>
internal sealed record ChaosReport(
    History History, IReadOnlyList<Violation> Violations, int Faults, double LongestOutageMs)
{
    private const int ShownOfEach = 5;

    public IReadOnlyList<double> RecoveriesMs { get; init; } = [];

    /// <summary>The same from where a lasting fault was undone.</summary>
    public IReadOnlyList<double> HealingsMs { get; init; } = [];

    /// <summary>From each fault to the last answer that it held up.</summary>
    public IReadOnlyList<double> HeldUpMs { get; init; } = [];

    /// <summary>The slowest operation after the recovery from each fault, while what was hit comes back.</summary>
    public IReadOnlyList<double> SlowedDownMs { get; init; } = [];

    /// <summary>From where a lasting fault was undone to the first success.</summary>
    public IReadOnlyList<double> FirstSuccessesMs { get; init; } = [];

    /// <summary>Attempts that failed for the shop's reasons, by status.</summary>
    public IReadOnlyDictionary<string, int> Failures { get; init; } = new Dictionary<string, int>();

    /// <summary>Silos that others voted out.</summary>
    public int Evictions { get; init; }

    public long TurnedAway { get; init; }

    public IReadOnlyList<string> StuckStarts { get; init; } = [];

    /// <summary>What the logs say about the recoveries that took longest.</summary>
    public IReadOnlyList<string> SlowRecoveries { get; init; } = [];

    public double CalmPerSecond { get; init; }

    public double TroubledPerSecond { get; init; }

    /// <summary>The share of operations whose outcome the client learnt.</summary>
    public double DefiniteShare { get; } =
        History.Operations.Count(operation => operation.Result != ResultClass.Info || IsProbe(operation))
        / (double)Math.Max(1, History.Operations.Count);

    /// <summary>
    /// Why the run proves nothing; null when it does. A green run without faults or sales is no green run.
    /// </summary>
    public string? Invalid(ChaosOptions options)
    {
        var paid = History.Orders.Count(order => order.IsConfirmed);
        if (options.Scenario.Name != "calm" && Faults == 0) return "no fault was injected";
        if (paid == 0) return "nothing was sold";
        var tried = History.Operations.Count(operation => operation.Action == ClientAction.CheckOut);
        return paid < tried / 5 ? $"only {paid} of {tried} checkouts succeeded" : null;
    }

    public void Print(ChaosOptions options, TextWriter output)
    {
        var checkouts = History.Operations.Count(operation => operation.Action == ClientAction.CheckOut);
        string[] lines =
        [
            $"scenario   {options.Scenario.Name}, {(options.Embedded ? "embedded" : $"{options.Silos} silos")}, "
                + $"{options.Seconds} s, seed {options.Seed}",
            $"faults     {Faults}",
            $"operations {History.Operations.Count}, of them {checkouts} checkouts; definite within 30 s " +
            $"{DefiniteShare:P3}",
            $"orders     {History.Audit.Confirmed} confirmed, {History.Audit.Cancelled} cancelled, " +
            $"{History.Audit.Pending} pending",
            $"goodput    {CalmPerSecond:N1}/s calm, {TroubledPerSecond:N1}/s in trouble "
                + $"({TroubledPerSecond / Math.Max(0.001, CalmPerSecond):P0})",
            $"offered    {(options.Rate == 0 ? "as fast as answered" : $"{options.Rate} customers/s")}, "
                + $"{TurnedAway} of them turned away",
            $"outage     {LongestOutageMs / 1000:N2} s without an answer for one SKU at most",
            $"recovery   {Describe(RecoveriesMs)} from a fault to an answer for every SKU",
            .. HealingsMs.Count == 0 ? (IEnumerable<string>)[]
                : [$"healing    {Describe(HealingsMs)} from the end of a fault to an answer for every SKU",
                    $"first      {Describe(FirstSuccessesMs)} from the end of a fault to the first success"],
            $"held up    {Describe(HeldUpMs)} from a fault to the last answer that it delayed",
            $"returning  {Describe(SlowedDownMs)} for the slowest operation while what was hit came back",
            "failures   " + (Failures.Count == 0
                ? "none"
                : string.Join(", ", Failures.Select(pair => $"{pair.Key} × {pair.Value}"))),
            $"evictions  {Evictions} silos voted out by others",
            .. StuckStarts.Select(stuck => $"stuck      {stuck}"),
            .. SlowRecoveries,
            $"events     {History.Events?.Count ?? 0} arrived, "
                + $"{History.Events?.DistinctBy(e => e.Id).Count() ?? 0} of them different",
            $"violations {Violations.Count}",
            .. Violations.CountBy(violation => violation.Invariant)
                .Select(group => $"  {group.Value,5} × {group.Key}"),
            .. Violations.GroupBy(violation => violation.Invariant).SelectMany(group => group.Take(ShownOfEach))
                .Select(violation => $"  {violation}"),
        ];
        foreach (var line in lines)
        {
            output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
        }

        if (Invalid(options) is { } reason) output.WriteLine($"invalid    {reason}");
    }

    private static string Describe(IReadOnlyList<double> times) =>
        $"{Recoveries.Percentile(times, 0.5) / 1000:N2} s median, {Recoveries.Percentile(times, 0.95) / 1000:N2} s " +
        "p95, "
        + $"{times.DefaultIfEmpty(0).Max() / 1000:N2} s at most";

    // Looks are sent once and without patience: they time outages and promise nothing.
    private static bool IsProbe(ClientOperation operation) =>
        operation.Action is ClientAction.ReadStock or ClientAction.ReadOrder;
}
