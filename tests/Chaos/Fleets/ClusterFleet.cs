using ShopActors.Chaos.Network;
using ShopActors.TestKit;

namespace ShopActors.Chaos.Fleets;

/// <summary>
/// A PostgreSQL for the data, a Redis for the membership, silos and an API as processes. With links each silo reaches
/// the two servers, and is reached by the others, through proxies of its own, so that a fault can cut it off from some
/// of them while all other connections work.
/// </summary>
internal sealed class ClusterFleet : Fleet
{
    private const string Database = "shop";

    private readonly TestCertificate _siloCertificate;
    private readonly PostgresServer _postgres;
    private readonly RedisServer _redis;
    private readonly RabbitMqServer? _broker;
    private readonly ServiceProcess _api;
    private readonly bool _hasLinks;

    public ClusterFleet(string home, string opsToken, int silos, bool hasLinks, bool hasBroker)
        : base(home, opsToken)
    {
        _hasLinks = hasLinks;
        _broker = hasBroker ? new RabbitMqServer(home) : null;
        using var authority = new TestAuthority(home);
        _siloCertificate = authority.Issue("silo");
        _postgres = new PostgresServer(home);
        _redis = new RedisServer(home);
        Members = [.. Enumerable.Range(1, silos).Select(CreateSilo)];
        _api = new ServiceProcess(
            Start("api", RepositoryLayout.WebApi) with
            {
                Environment = new Dictionary<string, string>(
                    [.. Settings(_redis.Port), .. authority.Issue("api").Settings, .. RaisedLimits.Settings])
                {
                    ["ASPNETCORE_URLS"] = Api.ToString().TrimEnd('/'),
                    ["Ops__Token"] = opsToken,
                    ["Ids__Key"] =
                        Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)),
                },
            },
            Readiness.Answers(new Uri(Api, "/readyz")));
    }

    public override IReadOnlyList<FleetMember> Members { get; }

    public override PostgresServer Postgres => _postgres;

    public override ServiceProcess Redis => _redis.Process;

    public override RabbitMqServer? Broker => _broker;

    protected override ServiceProcess Front => _api;

    protected override async Task StartStoreAsync(CancellationToken cancellationToken)
    {
        await _postgres.StartAsync(cancellationToken).ConfigureAwait(false);
        await _postgres.EnsureDatabaseAsync(Database, cancellationToken).ConfigureAwait(false);
    }

    private FleetMember CreateSilo(int number)
    {
        var (siloPort, gatewayPort, health) = (FreePort.Next(), FreePort.Next(), FreePort.Next());
        var settings = new Dictionary<string, string>
        {
            ["Silo__SiloPort"] = $"{siloPort}",
            ["Silo__GatewayPort"] = $"{gatewayPort}",
            ["Silo__HealthPort"] = $"{health}",
            ["Logging__LogLevel__Orleans"] = "Information",
        };
        if (_broker is not null)
        {
            settings["Events__RabbitMq__Enabled"] = "true";
            settings["Events__RabbitMq__Uri"] = _broker.Uri.ToString();
        }

        MemberLinks? links = null;
        if (_hasLinks)
        {
            var (siloListens, gatewayListens) = (FreePort.Next(), FreePort.Next());
            settings["Silo__SiloListeningPort"] = $"{siloListens}";
            settings["Silo__GatewayListeningPort"] = $"{gatewayListens}";
            links = new MemberLinks(
                new TcpProxy(_postgres.Port),
                new TcpProxy(_redis.Port),
                new TcpProxy(siloListens, siloPort, port => WhoConnects(port, siloPort)),
                new TcpProxy(gatewayListens, gatewayPort, port => WhoConnects(port, gatewayPort)));
        }

        settings["Storage__Postgres__ConnectionString"] =
            $"Host=127.0.0.1;Port={links?.Store.Port ?? _postgres.Port};Username=postgres;Database={Database}";
        var start = Start($"silo-{number}", RepositoryLayout.Silo) with
        {
            Environment = new Dictionary<string, string>(
            [
                .. Settings(links?.Membership.Port ?? _redis.Port), .. settings, .. _siloCertificate.Settings,
            ]),
        };
        return new(new ServiceProcess(start, Readiness.Answers(new Uri($"http://127.0.0.1:{health}/readyz"))), links);
    }

    private string WhoConnects(int port, int to) => PortOwner.Find(port, to, Members
        .Where(member => member.Process.IsRunning)
        .Select(member => (member.Name, member.Process.ProcessId)));

    private ChildProcessStart Start(string name, string program) => new()
    {
        Name = name,
        FileName = "dotnet",
        Arguments = [program],
        WorkingDirectory = Path.GetDirectoryName(program),
        LogPath = Path.Combine(Home, name + ".out"),
    };

    private Dictionary<string, string> Settings(int redisPort) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["DOTNET_ENVIRONMENT"] = "Production",
        ["Cluster__Mode"] = "Cluster",
        // The logs are the evidence of a failed run, beside the journal and the times printed with the faults:
        // SlowRecoveries and Evictions read them, as text with a line for the category and one for the message.
        ["Logging__Console__FormatterName"] = "simple",
        ["Logging__Console__FormatterOptions__SingleLine"] = "false",
        ["Logging__Console__FormatterOptions__TimestampFormat"] = "HH:mm:ss.fff ",
        ["Logging__Console__FormatterOptions__UseUtcTimestamp"] = "false",
        ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
        ["Logging__LogLevel__Orleans.Runtime.MembershipService"] = "Information",
        ["Redis__ConnectionString"] = $"127.0.0.1:{redisPort}",
        ["Payments__ProviderUrl"] = ProviderUrl.ToString(),
        ["Payments__WebhookSecrets__0"] = WebhookSecret,
        ["Events__Webhooks__AllowPrivateTargets"] = "true",
    };
}
