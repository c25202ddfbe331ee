using ShopActors.TestKit;

namespace ShopActors.Shop.LoadTests;

/// <summary>The reference service over its own PostgreSQL.</summary>
internal sealed class ReferenceProcess : IAsyncDisposable
{
    // Of the client: as many connections as it needs, statements prepared by themselves, and no reset in between.
    private const string ClientSettings = ";Maximum Pool Size=32;Max Auto Prepare=32;No Reset On Close=true";

    private static readonly string[] _serverSettings =
    [
        "fsync=on", "synchronous_commit=on", "full_page_writes=on",
        "shared_buffers=256MB", "max_wal_size=2GB", "max_connections=64",
    ];

    private readonly PostgresServer _postgres;
    private readonly ChildProcess _service;

    private ReferenceProcess(PostgresServer postgres, ChildProcess service, Uri address)
    {
        _postgres = postgres;
        _service = service;
        Address = address;
    }

    public Uri Address { get; }

    public IReadOnlyList<int> ProcessIds => [_postgres.Process.ProcessId, _service.Id];

    public static async Task<ReferenceProcess> StartAsync(TemporaryDirectory home, CancellationToken cancellationToken)
    {
        var postgres = new PostgresServer(home.FullName, _serverSettings) { HasChecksums = false };
        await postgres.StartAsync(cancellationToken).ConfigureAwait(false);
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        var service = ChildProcess.Start(new()
        {
            Name = "reference",
            FileName = "dotnet",
            Arguments = [RepositoryLayout.Program("bench/Reference.Service", "ShopActors.Reference.Service")],
            LogPath = home.File("reference.log"),
            Environment = new Dictionary<string, string>
            {
                ["ASPNETCORE_URLS"] = address.ToString().TrimEnd('/'),
                ["ConnectionStrings__Reference"] = postgres.ConnectionString + ClientSettings,
            },
        });
        using var probe = new ShopClient(address, 1);
        await probe.WaitUntilReadyAsync("/healthz", TimeSpan.FromSeconds(30), () =>
            !service.HasExited, cancellationToken)
            .ConfigureAwait(false);
        return new(postgres, service, address);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync().ConfigureAwait(false);
        await _postgres.DisposeAsync().ConfigureAwait(false);
    }
}
