using ShopActors.Chaos.Fleets;
using ShopActors.Chaos.Load;
using ShopActors.Chaos.Network;

namespace ShopActors.Chaos.Scenarios;

/// <summary>The hand of a scenario: a fleet, chance under a seed, and a record of what was done.</summary>
/// <param name="fleet">What it acts on.</param>
/// <param name="receiver">What the shop's webhooks call.</param>
/// <param name="options">How.</param>
/// <param name="now">The milliseconds since the run's start, as the clients count them.</param>
/// <param name="output">Where it says what it does.</param>
internal sealed class Nemesis(
    Fleet fleet, EventReceiver receiver, ChaosOptions options, Func<double> now, TextWriter output)
{
    private const int ShortSecondsMax = 300;

    private static readonly TimeSpan _supervision = TimeSpan.FromMilliseconds(200);

    private readonly List<Fault> _faults = [];
    private readonly List<double> _healings = [];

    public Fleet Fleet => fleet;

    public EventReceiver Receiver => receiver;

    public Random Random { get; } = new(options.Seed);

    /// <summary>A run of minutes, as in continuous integration, has short pauses.</summary>
    public bool IsShort => options.Seconds < ShortSecondsMax;

    /// <summary>When something was really done, which a valid run needs some of.</summary>
    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>When a lasting fault was undone.</summary>
    public IReadOnlyList<double> Healings => _healings;

    public double Period => options.PeriodSeconds;

    /// <summary>How long a fault lasts that is undone; null when chance decides.</summary>
    public double? Pause => options.PauseSeconds > 0 ? options.PauseSeconds : null;

    public FleetMember Pick() => fleet.Members[Random.Next(fleet.Members.Count)];

    /// <summary>Notes a fault, once it is there: what was asked before might still be answered.</summary>
    public void Report(string fault)
    {
        // By the clock of the logs, which is the machine's.
        _faults.Add(new(now(), TimeProvider.System.GetLocalNow(), fault));
        output.WriteLine($"{_faults[^1].At / 1000,7:N1} s  {_faults[^1].Time:HH:mm:ss.fff}  {fault}");
    }

    /// <summary>What was done is undone: from here on the shop has to get well.</summary>
    public void Healed() => _healings.Add(now());

    public Task WaitAsync(double leastSeconds, double mostSeconds, CancellationToken stop) =>
        Task.Delay(TimeSpan.FromSeconds(leastSeconds + (Random.NextDouble() * (mostSeconds - leastSeconds))), stop);

    /// <summary>Lets a fault last for the time that the command line says, or else a random one.</summary>
    public Task LastAsync(double leastSeconds, double mostSeconds, CancellationToken stop) =>
        WaitAsync(Pause ?? leastSeconds, Pause ?? mostSeconds, stop);

    /// <summary>Starts what ends by itself, as a supervisor does, until told to stop.</summary>
    public async Task SuperviseAsync(CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(_supervision, stop).ConfigureAwait(false);
            foreach (var member in fleet.Members)
            {
                await member.Process.LaunchAsync(stop).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Breaks links for a while, then heals them all.</summary>
    public async Task CutAsync(string fault, Action cut, CancellationToken stop, double? seconds = null)
    {
        cut();
        Report(fault);
        try
        {
            await LastAsync(seconds ?? 2, seconds ?? (IsShort ? 8 : 20), stop).ConfigureAwait(false);
        }
        finally
        {
            foreach (var member in fleet.Members) member.Links!.Heal();
        }

        Healed();
    }
}
