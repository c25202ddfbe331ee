using ShopActors.TestKit;

namespace ShopActors.Chaos.Fleets;

/// <summary>The processes of one shop under test, and the levers on them.</summary>
internal abstract class Fleet : IAsyncDisposable
{
    /// <summary>Long enough for a silo to hand its grains over (reliability goal: a drain within 30 s).</summary>
    protected static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(40);

    private const int RevivalsMax = 5;

    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _stuckStarts = new();

    protected Fleet(string home, string opsToken)
    {
        Home = home;
        OpsToken = opsToken;
        ProviderUrl = new Uri($"http://127.0.0.1:{ProviderPort}/");
        Provider = new ServiceProcess(
            new()
            {
                Name = "payments",
                FileName = "dotnet",
                Arguments = [RepositoryLayout.PaymentProvider],
                LogPath = Path.Combine(home, "payments.out"),
                Environment = new Dictionary<string, string>
                {
                    ["Port"] = $"{ProviderPort}",
                    ["Storage__Path"] = Path.Combine(home, "payments"),
                    ["PaymentSimulator__WebhookUrl"] = $"http://127.0.0.1:{ApiPort}/webhooks/payments/simulator",
                    ["PaymentSimulator__WebhookSecret"] = WebhookSecret,
                },
            },
            Readiness.Answers(new Uri(ProviderUrl, "healthz")));
    }

    public string Home { get; }

    public string OpsToken { get; }

    public Uri Api => new($"http://127.0.0.1:{ApiPort}");

    public Uri ProviderUrl { get; }

    /// <summary>The payment provider: a process of its own with its own books, and no target of faults.</summary>
    public ServiceProcess Provider { get; }

    /// <summary>What faults may hit: the silos, or the one process of an embedded shop.</summary>
    public abstract IReadOnlyList<FleetMember> Members { get; }

    /// <summary>The PostgreSQL that holds the data of a cluster; null when embedded.</summary>
    public virtual PostgresServer? Postgres => null;

    /// <summary>The Redis that holds the membership of a cluster; null when embedded.</summary>
    public virtual ServiceProcess? Redis => null;

    /// <summary>The broker that gets the shop's events; null where none is configured.</summary>
    public virtual RabbitMqServer? Broker => null;

    /// <summary>Starts that did not become ready in time, and what the process was doing.</summary>
    public IReadOnlyCollection<string> StuckStarts => _stuckStarts;

    /// <summary>The API in front of a cluster; null when embedded.</summary>
    protected virtual ServiceProcess? Front => null;

    protected int ApiPort { get; } = FreePort.Next();

    protected string WebhookSecret { get; } = "whsec_chaos_run_0123456789abcdef";

    private int ProviderPort { get; } = FreePort.Next();

    /// <summary>Starts all that does not run and waits until it serves.</summary>
    public async Task StartAllAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(
            Provider.StartAsync(cancellationToken),
            StartStoreAsync(cancellationToken),
            Redis?.StartAsync(cancellationToken) ?? Task.CompletedTask,
            Broker?.StartAsync() ?? Task.CompletedTask).ConfigureAwait(false);
        foreach (var member in Members) await member.Process.LaunchAsync(cancellationToken).ConfigureAwait(false);
        foreach (var member in Members) await RevivedAsync(member.Process, cancellationToken).ConfigureAwait(false);
        if (Front is not null) await Front.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Everything but the provider and the broker down at once without warning.</summary>
    public Task KillAllAsync() => Task.WhenAll(
        Programs.Append(Postgres?.Process).OfType<ServiceProcess>().Select(process => process.KillAsync()));

    /// <summary>Everything but the provider down in order, then up again.</summary>
    public async Task RestartAllAsync(CancellationToken cancellationToken)
    {
        if (Front is not null) await Front.StopAsync(StopPatience).ConfigureAwait(false);
        await Task.WhenAll(Members.Select(member => member.Process.StopAsync(StopPatience))).ConfigureAwait(false);
        if (Redis is not null) await Redis.StopAsync(StopPatience).ConfigureAwait(false);
        if (Postgres is not null) await Postgres.StopAsync().ConfigureAwait(false);
        await StartAllAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Undoes every fault: continues what is stopped, heals links and starts what is down.</summary>
    public Task HealAsync(CancellationToken cancellationToken)
    {
        Postgres?.Resume();
        Redis?.Resume();
        foreach (var member in Members)
        {
            member.Process.Resume();
            member.Links?.Heal();
        }

        return StartAllAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        // The run is judged: nothing has to be saved. PostgreSQL ends with its sessions, which use its files.
        await Task.WhenAll(Programs.Select(process => process.KillAsync())).ConfigureAwait(false);
        if (Front is not null) await Front.DisposeAsync().ConfigureAwait(false);
        foreach (var member in Members)
        {
            await member.Process.DisposeAsync().ConfigureAwait(false);
            if (member.Links is { } links) await links.DisposeAsync().ConfigureAwait(false);
        }

        if (Postgres is not null) await Postgres.DisposeAsync().ConfigureAwait(false);
        if (Redis is not null) await Redis.DisposeAsync().ConfigureAwait(false);
        if (Broker is not null) await Broker.DisposeAsync().ConfigureAwait(false);
        await Provider.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Starts the server of the data, if there is one.</summary>
    protected virtual Task StartStoreAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<ServiceProcess> Programs =>
        new[] { Front, Redis }.OfType<ServiceProcess>().Concat(Members.Select(member => member.Process));

    // A silo that finds itself declared dead when it resumes ends, perhaps just after it was seen running.
    private async Task RevivedAsync(ServiceProcess process, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await process.StartAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (InvalidOperationException) when (attempt < RevivalsMax && !process.IsRunning)
            {
                // It ended instead of becoming ready.
            }
            catch (TimeoutException stuck) when (attempt < RevivalsMax)
            {
                // A supervisor gives it up after a while as well; the report tells of it.
                _stuckStarts.Enqueue(stuck.Message);
                await process.KillAsync().ConfigureAwait(false);
            }
        }
    }
}
