using ShopActors.Harness;

namespace ShopActors.Chaos.Fleets;

/// <summary>The processes of one shop under test, and the levers on them.</summary>
internal abstract class Fleet : IAsyncDisposable
{
    /// <summary>Long enough for a silo to hand its grains over (reliability goal: a drain within 30 s).</summary>
    protected static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(40);

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
                Arguments = [RepositoryLayout.Program("src/PaymentSimulator", "ShopActors.PaymentSimulator")],
                LogPath = Path.Combine(home, "payments.out"),
                Environment = new Dictionary<string, string>
                {
                    ["Port"] = $"{ProviderPort}",
                    ["PaymentSimulator__LogPath"] = Path.Combine(home, "payments.log"),
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

    /// <summary>The Redis of a cluster; null when embedded.</summary>
    public virtual ServiceProcess? Redis => null;

    protected int ApiPort { get; } = FreePort.Next();

    protected string WebhookSecret { get; } = "whsec_chaos_run_0123456789abcdef";

    private int ProviderPort { get; } = FreePort.Next();

    public abstract Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Everything down at once without warning, then up again.</summary>
    public abstract Task CrashAllAsync(CancellationToken cancellationToken);

    /// <summary>Everything down in order, then up again.</summary>
    public abstract Task RestartAllAsync(CancellationToken cancellationToken);

    /// <summary>Undoes every fault: continues what is stopped, heals links and starts what is down.</summary>
    public async Task HealAsync(CancellationToken cancellationToken)
    {
        foreach (var member in Members)
        {
            member.Process.Resume();
            member.Links?.Heal();
        }

        if (Redis is not null) await Redis.StartAsync(cancellationToken).ConfigureAwait(false);
        foreach (var member in Members)
        {
            await member.Process.StartAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public abstract ValueTask DisposeAsync();
}
