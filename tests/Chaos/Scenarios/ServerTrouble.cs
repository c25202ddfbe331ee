namespace ShopActors.Chaos.Scenarios;

/// <summary>
/// Trouble with the servers that a cluster uses. Redis (K4, K10) holds the membership alone: no silo joins or leaves
/// while it is away, and everything else goes on. Without PostgreSQL (K11) nothing is written: commands fail, and go on
/// when it is back.
/// </summary>
internal static class ServerTrouble
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);

    public static async Task RestartRedisAsync(Nemesis nemesis, CancellationToken stop)
    {
        var redis = nemesis.Fleet.Redis!;
        for (var round = 0; ; round++)
        {
            await nemesis.WaitAsync(nemesis.IsShort ? 2 : 20, nemesis.IsShort ? 4 : 30, stop).ConfigureAwait(false);
            if (round % 2 == 0)
            {
                await redis.KillAsync().ConfigureAwait(false);
                nemesis.Report("kill -9 redis");
            }
            else
            {
                await redis.StopAsync(StopPatience).ConfigureAwait(false);
                nemesis.Report("SIGTERM redis");
            }

            await nemesis.LastAsync(0.2, 10, stop).ConfigureAwait(false);
            await redis.StartAsync(stop).ConfigureAwait(false);
            nemesis.Healed();
        }
    }

    public static async Task PauseRedisAsync(Nemesis nemesis, CancellationToken stop)
    {
        while (true)
        {
            await nemesis.WaitAsync(5, 8, stop).ConfigureAwait(false);
            nemesis.Fleet.Redis!.Pause();
            nemesis.Report("SIGSTOP redis");
            try
            {
                await nemesis.LastAsync(10, 10, stop).ConfigureAwait(false);
            }
            finally
            {
                nemesis.Fleet.Redis.Resume();
            }

            nemesis.Healed();
        }
    }

    public static async Task RunPostgresAsync(Nemesis nemesis, CancellationToken stop)
    {
        // Every run begins with another kind.
        for (var kind = nemesis.Random.Next(3); ; kind = (kind + 1) % 3)
        {
            await nemesis.WaitAsync(3, 5, stop).ConfigureAwait(false);
            await (kind switch
            {
                0 => KillPostgresAsync(nemesis, stop),
                1 => PausePostgresAsync(nemesis, stop),
                _ => RestartPostgresAsync(nemesis, stop),
            }).ConfigureAwait(false);
            nemesis.Healed();
        }
    }

    private static async Task KillPostgresAsync(Nemesis nemesis, CancellationToken stop)
    {
        var postgres = nemesis.Fleet.Postgres!;
        await postgres.Process.KillAsync().ConfigureAwait(false);
        nemesis.Report("kill -9 postgres");
        await nemesis.LastAsync(0.2, 2, stop).ConfigureAwait(false);
        await postgres.StartAsync(stop).ConfigureAwait(false);
    }

    private static async Task PausePostgresAsync(Nemesis nemesis, CancellationToken stop)
    {
        var postgres = nemesis.Fleet.Postgres!;
        postgres.Pause();
        nemesis.Report("SIGSTOP postgres");
        try
        {
            await nemesis.LastAsync(10, 10, stop).ConfigureAwait(false);
        }
        finally
        {
            postgres.Resume();
        }
    }

    private static async Task RestartPostgresAsync(Nemesis nemesis, CancellationToken stop)
    {
        var postgres = nemesis.Fleet.Postgres!;
        nemesis.Report("fast shutdown of postgres");
        await postgres.StopAsync().ConfigureAwait(false);
        await postgres.StartAsync(stop).ConfigureAwait(false);
    }
}
