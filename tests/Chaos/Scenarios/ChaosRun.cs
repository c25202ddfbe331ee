using System.Diagnostics;
using System.Globalization;
using ShopActors.Chaos.Checking;
using ShopActors.Chaos.Fleets;
using ShopActors.Chaos.Load;
using ShopActors.Chaos.Recording;
using ShopActors.TestKit;

namespace ShopActors.Chaos.Scenarios;

/// <summary>One run: calm, trouble, healing, rest, and the judgement.</summary>
internal sealed class ChaosRun(ChaosOptions options, Fleet fleet, TextWriter output)
{
    private const int AssortmentSize = 12;
    private static readonly TimeSpan _definiteTime = TimeSpan.FromSeconds(30);

    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public async Task<ChaosReport> RunAsync(CancellationToken cancellationToken)
    {
        await fleet.StartAllAsync(cancellationToken).ConfigureAwait(false);
        using var http = new ShopClient(fleet.Api, options.Clients + AssortmentSize + 4);
        using var door = new Door(options.Rate, options.Clients, options.Seed);
        var observer = new Observer(fleet, http);
        var receiver = new EventReceiver();
        await using var listening = receiver.ConfigureAwait(false);
        await observer.SubscribeAsync(receiver.Address, cancellationToken).ConfigureAwait(false);
        var queue = fleet.Broker is { } broker
            ? await BrokerQueue.BindAsync(broker.Uri, cancellationToken).ConfigureAwait(false)
            : null;
        var prices = await observer.ReadPricesAsync(cancellationToken).ConfigureAwait(false);
        var skus = prices.Keys.Order(StringComparer.Ordinal).Take(AssortmentSize).ToList();
        var journal = new ClientJournal(Path.Combine(fleet.Home, "clients.journal"));
        await using var closing = journal.ConfigureAwait(false);
        var client = new RecordingClient(http, journal, _definiteTime);

        var customers = 0;
        var buyers = Enumerable.Range(1, options.Clients)
            .Select(i => new Buyer(client, skus, new Random(options.Seed * 1000 + i), door, () =>
                Interlocked.Increment(ref customers)))
            .ToList();
        var staff = new Operator(client, skus, new Random(options.Seed), fleet.OpsToken, $"seed{options.Seed}");

        using var closingTime = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var load = Task.WhenAll(buyers
            .Select(buyer => buyer.RunAsync(closingTime.Token)).Append(staff.RunAsync(closingTime.Token))
            .Append(door.RunAsync(closingTime.Token)));
        Say($"warming up for {options.WarmUpSeconds} s with up to {options.Clients} customers at a time");
        await Task.Delay(TimeSpan.FromSeconds(options.WarmUpSeconds), cancellationToken).ConfigureAwait(false);
        var calmBegan = client.Now;
        Say($"calm for {options.CalmSeconds} s");
        await Task.Delay(TimeSpan.FromSeconds(options.CalmSeconds), cancellationToken).ConfigureAwait(false);

        var troubleBegan = client.Now;
        var nemesis = new Nemesis(fleet, receiver, options, () => client.Now, output);
        await TroubleAsync(nemesis, cancellationToken).ConfigureAwait(false);
        var troubleEnded = client.Now;

        Say("healing");
        await fleet.HealAsync(cancellationToken).ConfigureAwait(false);
        await closingTime.CancelAsync().ConfigureAwait(false);
        await load.ConfigureAwait(false);
        Say("waiting for the last orders");
        await observer.WaitForRestAsync(cancellationToken).ConfigureAwait(false);

        Say("checking");
        var sessions = buyers.SelectMany(buyer => buyer.Sessions).ToList();
        var course = new History
        {
            Operations = journal.Operations,
            StockSamples = staff.Samples,
            Prices = prices,
            Audit = new(),
        };
        var history = await observer.ObserveAsync(course, sessions, skus, cancellationToken).ConfigureAwait(false);
        history = await observer.ListenAsync(history, receiver, queue, cancellationToken).ConfigureAwait(false);
        List<Violation> violations = [.. Checker.Check(history)];
        if (options.Restarts)
        {
            violations.AddRange(await RestartAsync(observer, sessions, skus, history, cancellationToken)
                .ConfigureAwait(false));
        }

        if (options.Scenario.SparesCustomers)
        {
            violations.AddRange(SparedCustomers.Check(
                history.Operations, nemesis.Faults, nemesis.Healings, troubleBegan, troubleEnded));
        }

        var evicted = Evictions.In(fleet.Home);
        if (options.Scenario.KeepsSilos)
            violations.AddRange(evicted.Select(silo => new Violation("no false deaths", $"{silo} was voted out")));
        IReadOnlyList<double> faults = [.. nemesis.Faults.Select(fault => fault.At)];
        var recoveries = Recoveries.Of(faults, history.Operations);
        return new ChaosReport(history, violations, nemesis.Faults.Count, staff.LongestOutageMs)
        {
            RecoveriesMs = recoveries,
            SlowRecoveries = [.. SlowRecoveries.Describe(nemesis.Faults, recoveries, history.Operations, fleet.Home)],
            HealingsMs = Recoveries.Of(nemesis.Healings, history.Operations),
            HeldUpMs = Recoveries.HeldUp(faults, recoveries, history.Operations),
            SlowedDownMs = Recoveries.SlowedDown(faults, recoveries, history.Operations),
            FirstSuccessesMs = Recoveries.First(nemesis.Healings, history.Operations),
            Failures = client.Failures,
            Evictions = evicted.Count,
            TurnedAway = door.TurnedAway,
            StuckStarts = [.. fleet.StuckStarts],
            CalmPerSecond = PaidPerSecond(history, calmBegan, troubleBegan),
            TroubledPerSecond = PaidPerSecond(history, troubleBegan, troubleEnded),
        };
    }

    private async Task TroubleAsync(Nemesis nemesis, CancellationToken cancellationToken)
    {
        Say($"trouble for {options.Seconds} s: {options.Scenario.Title}, seed {options.Seed}");
        var busy = new BusyLoops(options.Busy, fleet.Home);
        await using var ending = busy.ConfigureAwait(false);
        using var trouble = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        trouble.CancelAfter(TimeSpan.FromSeconds(options.Seconds));
        try
        {
            await Task.WhenAll(
                options.Scenario.RunAsync(nemesis, trouble.Token),
                options.Scenario.IsSupervised ? nemesis.SuperviseAsync(trouble.Token) : Task.CompletedTask)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time of trouble is over.
        }
    }

    // I9 holds after a restart of everything as well, and I21: the shop says of itself what it said before.
    private async Task<IReadOnlyList<Violation>> RestartAsync(
        Observer observer,
        IReadOnlyList<ShopSession> sessions,
        IReadOnlyList<string> skus,
        History before,
        CancellationToken cancellationToken)
    {
        Say("restarting everything and checking again");
        await fleet.RestartAllAsync(cancellationToken).ConfigureAwait(false);
        var after = await observer.ObserveAsync(before with { Events = null }, sessions, skus, cancellationToken)
            .ConfigureAwait(false);
        List<Violation> violations = [.. Checker.Check(after).Select(violation => violation with
        {
            Evidence = "after a restart: " + violation.Evidence,
        })];
        foreach (var (row, index) in after.Stock.Select((row, index) => (row with { Holds = null }, index)))
        {
            var earlier = before.Stock[index] with { Holds = null };
            if (row != earlier) violations.Add(new("I21 restart equivalence", $"{earlier} became {row}"));
        }

        if (after.Audit.Confirmed != before.Audit.Confirmed || after.Audit.Cancelled != before.Audit.Cancelled)
        {
            violations.Add(new("I21 restart equivalence", $"{before.Audit} became {after.Audit}"));
        }

        return violations;
    }

    private static double PaidPerSecond(History history, double from, double until) =>
        history.Operations.Where(operation => operation is { OrderStatus: "confirmed", OrderId: not null }
                && operation.ReturnedAt >= from && operation.ReturnedAt < until)
            .DistinctBy(operation => operation.OrderId).Count() * 1000 / Math.Max(1, until - from);

    // With the time since the run began, which includes the starts of its processes.
    private void Say(string text) => output.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{_clock.Elapsed.TotalSeconds,7:N1} s  {text}"));
}
