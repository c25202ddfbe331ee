using System.Globalization;

namespace ShopActors.Shop.LoadTests;

/// <summary>
/// Interleaves short rounds of shop, reference and hello, so that the machine's noise falls on all alike.
/// </summary>
internal sealed class LoadRun(LoadOptions options, LoadTarget shop, LoadTarget? reference, TextWriter output)
{
    private const int RequestsMax = 60_000;

    /// <summary>
    /// Before each scenario and service: a server compiles its hot paths twice, and a figure taken
    /// meanwhile measures the compiler (checkouts measured cold were half as fast; after 8,000 cart reads
    /// it still took a sixth of the processor).
    /// </summary>
    private const int WarmUpRequests = 8_000;
    private const double WarmUpSeconds = 20;

    /// <summary>Measures and prints one scenario; false when a request failed.</summary>
    public async Task<bool> MeasureAsync(string name, CancellationToken cancellationToken)
    {
        var scenario = LoadScenario.Named(name);
        List<Contestant> contestants = [new(shop, scenario)];
        if (reference is not null)
        {
            contestants.Add(new(reference, scenario));
            contestants.Add(new(reference, LoadScenario.Hello));
        }

        foreach (var contestant in contestants)
        {
            await WarmUpAsync(contestant, cancellationToken).ConfigureAwait(false);
        }

        for (var round = 0; round < options.Rounds; round++)
        {
            // Each goes first in turn: what the one before leaves behind (dirty pages, a warm cache) is shared out
            // evenly.
            for (var turn = 0; turn < contestants.Count; turn++)
            {
                var contestant = contestants[(round + turn) % contestants.Count];
                contestant.Rounds.Add(await LoadRound.RunAsync(
                    contestant.Scenario, contestant.Target, options.Clients, contestant.Requests, cancellationToken)
                    .ConfigureAwait(false));
            }
        }

        return Print(name, [.. contestants.Select(c => new LoadFigure(c.Target.Name, c.Rounds))]);
    }

    // The first batches compile, optimize and fill pools; the last finds the rate that sizes the timed rounds.
    private async Task WarmUpAsync(Contestant contestant, CancellationToken cancellationToken)
    {
        LoadRound? last = null;
        var seconds = 0.0;
        for (var requests = 0; requests < WarmUpRequests || seconds < WarmUpSeconds; requests += last.Requests)
        {
            last = await LoadRound.RunAsync(
                contestant.Scenario, contestant.Target, options.Clients, contestant.Scenario.FirstBatch,
                    cancellationToken)
                .ConfigureAwait(false);
            seconds += last.Seconds;
        }

        var rate = last!.Requests / last.Seconds;
        contestant.Requests = (int)Math.Clamp(rate * options.Seconds, options.Clients, RequestsMax);
    }

    private bool Print(string name, LoadFigure[] figures)
    {
        var mine = figures[0];
        var line = string.Create(CultureInfo.InvariantCulture, $"{name,-10} shop {mine.PerSecond,8:N0}/s");
        if (figures.Length > 1)
        {
            line += string.Create(
                CultureInfo.InvariantCulture,
                $"  reference {figures[1].PerSecond,8:N0}/s  hello {figures[2].PerSecond,8:N0}/s")
                + string.Create(CultureInfo.InvariantCulture, $"  ratio {mine.PerSecond / figures[1].PerSecond,5:N2}");
        }

        output.WriteLine(line);
        foreach (var figure in figures.Take(2))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{"",-10} {figure.Target,-9} p50 {figure.P50Ms,6:N2} ms  p99 {figure.P99Ms,6:N2} ms")
                + (figure.CpuMs is { } cpu ? string.Create(CultureInfo.InvariantCulture, $"  cpu {cpu:N3} ms/op") : "")
                + $"  errors {figure.Errors}  unsettled {figure.Unsettled}"
                + (figure.FirstError is { } error ? $"  first: {error}" : ""));
        }

        return figures.All(figure => figure.Errors == 0);
    }

    private sealed class Contestant(LoadTarget target, LoadScenario scenario)
    {
        public LoadTarget Target => target;

        public LoadScenario Scenario => scenario;

        public int Requests { get; set; }

        public List<LoadRound> Rounds { get; } = [];
    }
}
