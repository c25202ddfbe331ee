using System.Globalization;

namespace ShopActors.Chaos.Scenarios;

/// <summary>What to run, from the command line.</summary>
internal sealed record ChaosOptions
{
    public const string Usage =
        """
        Runs the shop as real processes, makes trouble, and checks what customers were promised.

          dotnet run -c Release --project tests/Chaos -- SCENARIO [options]

          SCENARIO      calm, K1 (kill -9), K2 (all at once), K3 (SIGSTOP), K4 (Redis killed or restarted),
                        K7 (rolling restart), K8 (partitions), K9 (all silos killed), K10 (Redis stopped for 10 s),
                        K11 (PostgreSQL killed, stopped for 10 s, restarted), K12 (a silo, the broker and the
                        receiver of webhooks in turn)
          --embedded    the shop in one process instead of a cluster
          --silos N     silos of the cluster (3)
          --seconds S   how long trouble lasts (60)
          --warm-up S   how long the load runs before anything is measured (10)
          --calm S      how long the calm before lasts, which goodput is compared with (10)
          --rate N      customers who come per second (8); 0: each comes when another has left
          --clients N   customers at a time (32); an arrival while all are busy is dropped
          --period S    seconds between kills (2)
          --pause S     how long a fault lasts that ends by itself; 0: at random (0)
          --busy N      loops that do nothing but take processor time (0)
          --programs D  run the published programs in this folder instead of those built in place
          --seed N      of victims, pauses and purchases (1)
          --keep        keep logs, journal and data even of a clean run
          --no-restart  do not restart everything at the end to check again

        Exit code 0: valid and clean; 1: a promise was broken; 2: bad arguments; 3: the run proves nothing.
        """;

    public required Scenario Scenario { get; init; }

    public bool Embedded { get; init; }

    public int Silos { get; init; } = 3;

    public int Seconds { get; init; } = 60;

    public int WarmUpSeconds { get; init; } = 10;

    public int CalmSeconds { get; init; } = 10;

    public int Rate { get; init; } = 8;

    public int Clients { get; init; } = 32;

    public int PeriodSeconds { get; init; } = 2;

    public int PauseSeconds { get; init; }

    public int Busy { get; init; }

    public string? Programs { get; init; }

    public int Seed { get; init; } = 1;

    public bool Keep { get; init; }

    /// <summary>Whether everything is restarted at the end and checked again (I9, I21).</summary>
    public bool Restarts { get; init; } = true;

    /// <summary>Null when the arguments make no sense.</summary>
    public static ChaosOptions? Parse(string[] args)
    {
        if (args.Length == 0 || Scenario.All.FirstOrDefault(known => known.Name == args[0]) is not { } scenario)
        {
            return null;
        }

        var options = new ChaosOptions { Scenario = scenario };
        for (var i = 1; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--embedded": options = options with { Embedded = true }; continue;
                case "--keep": options = options with { Keep = true }; continue;
                case "--no-restart": options = options with { Restarts = false }; continue;
                case "--programs" when i + 1 < args.Length: options = options with { Programs = args[++i] }; continue;
                default: break;
            }

            if (i + 1 == args.Length || !int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var value))
            {
                return null;
            }

            i++;
            switch (args[i - 1])
            {
                case "--silos": options = options with { Silos = Math.Clamp(value, 1, 20) }; break;
                case "--seconds": options = options with { Seconds = Math.Clamp(value, 1, 86_400) }; break;
                case "--warm-up": options = options with { WarmUpSeconds = Math.Clamp(value, 0, 600) }; break;
                case "--calm": options = options with { CalmSeconds = Math.Clamp(value, 1, 600) }; break;
                case "--rate": options = options with { Rate = Math.Clamp(value, 0, 10_000) }; break;
                case "--period": options = options with { PeriodSeconds = Math.Clamp(value, 1, 600) }; break;
                case "--pause": options = options with { PauseSeconds = Math.Clamp(value, 0, 600) }; break;
                case "--busy": options = options with { Busy = Math.Clamp(value, 0, 64) }; break;
                case "--clients": options = options with { Clients = Math.Clamp(value, 1, 256) }; break;
                case "--seed": options = options with { Seed = value }; break;
                default: return null;
            }
        }

        return options.Embedded && !scenario.ForEmbedded ? null : options;
    }
}
