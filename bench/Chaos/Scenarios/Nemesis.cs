using ShopActors.Chaos.Fleets;
using ShopActors.Chaos.Network;

namespace ShopActors.Chaos.Scenarios;

/// <summary>The hand of a scenario: a fleet, chance under a seed, and a record of what was done.</summary>
internal sealed class Nemesis(Fleet fleet, ChaosOptions options, Action<string> report)
{
    private const int ShortSecondsMax = 300;

    private int _faults;

    public Fleet Fleet => fleet;

    public Random Random { get; } = new(options.Seed);

    /// <summary>A run of minutes, as in continuous integration, has short pauses.</summary>
    public bool IsShort => options.Seconds < ShortSecondsMax;

    /// <summary>What was really done, which a valid run needs some of.</summary>
    public int Faults => _faults;

    public double Period => options.PeriodSeconds;

    public FleetMember Pick() => fleet.Members[Random.Next(fleet.Members.Count)];

    public void Report(string fault)
    {
        Interlocked.Increment(ref _faults);
        report(fault);
    }

    public Task WaitAsync(double leastSeconds, double mostSeconds, CancellationToken stop) =>
        Task.Delay(TimeSpan.FromSeconds(leastSeconds + (Random.NextDouble() * (mostSeconds - leastSeconds))), stop);

    /// <summary>Starts what has ended by itself, as a supervisor does.</summary>
    public async Task RevivedAsync(CancellationToken stop)
    {
        foreach (var member in fleet.Members)
        {
            await member.Process.LaunchAsync(stop).ConfigureAwait(false);
        }
    }

    /// <summary>Breaks the members' links to the store for a while, then heals them.</summary>
    public async Task CutAsync(
        string fault, IReadOnlyList<FleetMember> members, Action<TcpProxy> cut, CancellationToken stop,
            double? seconds = null)
    {
        Report(fault);
        foreach (var member in members)
        {
            cut(member.StoreLink!);
        }

        try
        {
            await WaitAsync(seconds ?? 2, seconds ?? (IsShort ? 8 : 20), stop).ConfigureAwait(false);
        }
        finally
        {
            foreach (var member in members)
            {
                member.StoreLink!.Heal();
            }
        }

        await RevivedAsync(stop).ConfigureAwait(false);
    }
}
