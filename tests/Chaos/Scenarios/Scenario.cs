using ShopActors.Chaos.Fleets;

namespace ShopActors.Chaos.Scenarios;

/// <summary>One kind of trouble: what it does over and over again until it is told to stop.</summary>
internal sealed record Scenario(string Name, string Title, Func<Nemesis, CancellationToken, Task> RunAsync)
{
    /// <summary>Whether it makes sense for a shop in one process.</summary>
    public bool ForEmbedded { get; init; }

    /// <summary>
    /// Whether no request may be turned away or left without an outcome, and sales go on during a fault that lasts.
    /// </summary>
    public bool SparesCustomers { get; init; }

    /// <summary>
    /// Whether silos may end by themselves, as they should when they find that they were declared dead.
    /// </summary>
    public bool IsSupervised { get; init; }

    /// <summary>Whether silos talk through links that can be broken.</summary>
    public bool BreaksLinks { get; init; }

    /// <summary>Whether a broker gets the shop's events.</summary>
    public bool HasBroker { get; init; }

    /// <summary>Whether no silo may be declared dead.</summary>
    public bool KeepsSilos { get; init; }

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("calm", "no faults at all", (_, stop) => Task.Delay(Timeout.Infinite, stop))
        {
            ForEmbedded = true,
            IsSupervised = true,
            KeepsSilos = true,
        },
        new("K1", "kill -9 of a random member every 2 s", KillOneAsync) { ForEmbedded = true },
        new("K2", "everything killed at once", KillAllAsync) { ForEmbedded = true },
        new("K3", "SIGSTOP of a random member for 5 to 60 s", PauseAsync)
        {
            ForEmbedded = true,
            IsSupervised = true,
        },
        new("K4", "Redis, which holds the membership alone, killed or restarted", ServerTrouble.RestartRedisAsync)
        {
            IsSupervised = true,
            KeepsSilos = true,
            SparesCustomers = true,
        },
        new("K7", "rolling restart, gracefully", RollAsync) { SparesCustomers = true },
        new(
            "K8",
            "isolation, halves, one-way and flapping links between silos, to the store and to the membership",
            Partitions.RunAsync)
        {
            BreaksLinks = true,
            IsSupervised = true,
        },
        new("K9", "all silos killed at once, then started again", KillSilosAsync),
        new("K10", "SIGSTOP of Redis for 10 s", ServerTrouble.PauseRedisAsync)
        {
            IsSupervised = true,
            KeepsSilos = true,
            SparesCustomers = true,
        },
        new("K12", "kill -9 of a silo and of the broker, and a receiver that is away, in turn", Listeners.RunAsync)
        {
            HasBroker = true,
        },
        new("K11", "PostgreSQL killed, stopped for 10 s, and restarted gracefully", ServerTrouble.RunPostgresAsync)
        {
            IsSupervised = true,
            KeepsSilos = true,
        },
    ];

    /// <summary>
    /// Several kinds of trouble for one shop, each for a share of the time; the shop is whole again in between. They
    /// must promise the same.
    /// </summary>
    public static Scenario InTurn(params IReadOnlyList<(string Name, int Seconds)> parts)
    {
        var scenarios = parts.Select(part => All.Single(known => known.Name == part.Name)).ToList();
        var name = string.Join(' ', scenarios.Select(scenario => scenario.Name));
        var promises = scenarios.Select(scenario => (
            scenario.SparesCustomers, scenario.KeepsSilos, scenario.IsSupervised));
        if (promises.Distinct().Count() != 1)
        {
            throw new ArgumentException($"{name} do not promise the same.", nameof(parts));
        }

        return scenarios[0] with
        {
            Name = name,
            Title = string.Join("; then ", scenarios.Select(scenario => scenario.Title)),
            ForEmbedded = scenarios.TrueForAll(scenario => scenario.ForEmbedded),
            BreaksLinks = scenarios.Exists(scenario => scenario.BreaksLinks),
            HasBroker = scenarios.Exists(scenario => scenario.HasBroker),
            RunAsync = async (nemesis, stop) =>
            {
                foreach (var (scenario, part) in scenarios.Zip(parts))
                {
                    var before = nemesis.Faults.Count;
                    await RunForAsync(scenario, part.Seconds, nemesis, stop).ConfigureAwait(false);
                    if (nemesis.Faults.Count == before)
                    {
                        throw new InvalidOperationException($"{scenario.Name} did nothing in its time.");
                    }

                    await nemesis.Fleet.HealAsync(stop).ConfigureAwait(false);
                }
            },
        };
    }

    private static async Task RunForAsync(Scenario scenario, int seconds, Nemesis nemesis, CancellationToken stop)
    {
        using var share = CancellationTokenSource.CreateLinkedTokenSource(stop);
        share.CancelAfter(TimeSpan.FromSeconds(seconds));
        try
        {
            await scenario.RunAsync(nemesis, share.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Its share of the time is over.
        }
    }

    private static async Task KillOneAsync(Nemesis nemesis, CancellationToken stop)
    {
        while (true)
        {
            await nemesis.WaitAsync(nemesis.Period, nemesis.Period, stop).ConfigureAwait(false);
            var victim = nemesis.Pick();
            await victim.Process.KillAsync().ConfigureAwait(false);
            nemesis.Report($"kill -9 {victim.Name}");
            // The only process there is must come up before it can be killed at work again.
            await (nemesis.Fleet.Members.Count > 1
                ? victim.Process.LaunchAsync(stop)
                : victim.Process.StartAsync(stop)).ConfigureAwait(false);
        }
    }

    private static async Task KillAllAsync(Nemesis nemesis, CancellationToken stop)
    {
        while (true)
        {
            await nemesis.WaitAsync(4, 8, stop).ConfigureAwait(false);
            await nemesis.Fleet.KillAllAsync().ConfigureAwait(false);
            nemesis.Report("kill -9 of everything");
            await nemesis.Fleet.StartAllAsync(stop).ConfigureAwait(false);
        }
    }

    private static async Task KillSilosAsync(Nemesis nemesis, CancellationToken stop)
    {
        while (true)
        {
            await nemesis.WaitAsync(6, 10, stop).ConfigureAwait(false);
            await Task.WhenAll(nemesis.Fleet.Members.Select(member => member.Process.KillAsync()))
                .ConfigureAwait(false);
            nemesis.Report("kill -9 of all silos");
            await Task.WhenAll(nemesis.Fleet.Members.Select(member => member.Process.LaunchAsync(stop)))
                .ConfigureAwait(false);
            nemesis.Healed();
            await nemesis.Fleet.StartAllAsync(stop).ConfigureAwait(false);
        }
    }

    private static async Task PauseAsync(Nemesis nemesis, CancellationToken stop)
    {
        while (true)
        {
            await nemesis.WaitAsync(2, 4, stop).ConfigureAwait(false);
            var victim = nemesis.Pick();
            victim.Process.Pause();
            nemesis.Report($"SIGSTOP {victim.Name}");
            try
            {
                await nemesis.LastAsync(5, nemesis.IsShort ? 8 : 60, stop).ConfigureAwait(false);
            }
            finally
            {
                victim.Process.Resume();
            }

            nemesis.Healed();
        }
    }

    private static async Task RollAsync(Nemesis nemesis, CancellationToken stop)
    {
        while (true)
        {
            foreach (var member in nemesis.Fleet.Members)
            {
                await nemesis.WaitAsync(1, 2, stop).ConfigureAwait(false);
                nemesis.Report($"SIGTERM {member.Process.Name}");
                if (!await member.Process.StopAsync(TimeSpan.FromSeconds(40)).ConfigureAwait(false))
                {
                    nemesis.Report($"{member.Process.Name} did not end on SIGTERM");
                }

                await member.Process.StartAsync(stop).ConfigureAwait(false);
            }
        }
    }
}
