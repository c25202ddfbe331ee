namespace ShopActors.TestKit;

/// <summary>The shop as one process (API, silo and file store), over a data directory that outlives restarts.</summary>
internal sealed class ShopProcess(string dataPath, string logPath, string opsToken) : IAsyncDisposable
{
    private static readonly TimeSpan _startPatience = TimeSpan.FromSeconds(60);

    private readonly int _port = FreePort.Next();
    private ChildProcess? _process;

    public Uri Address => new($"http://127.0.0.1:{_port}");

    public string OpsToken => opsToken;

    public int ProcessId => Process.Id;

    public ChildProcess Process => _process ?? throw new InvalidOperationException("The shop was not started.");

    public string Environment { get; init; } = "Production";

    /// <summary>Settings beyond those of a plain start, as environment variables.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Starts it, again after it was killed.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_process is not null) await _process.DisposeAsync().ConfigureAwait(false);
        var program = RepositoryLayout.WebApi;
        _process = ChildProcess.Start(new()
        {
            Name = "shop",
            FileName = "dotnet",
            Arguments = [program],
            WorkingDirectory = Path.GetDirectoryName(program),
            LogPath = logPath,
            Environment = new Dictionary<string, string>(
                Settings.Concat(RaisedLimits.Settings).DistinctBy(setting => setting.Key))
            {
                ["ASPNETCORE_URLS"] = Address.ToString().TrimEnd('/'),
                ["ASPNETCORE_ENVIRONMENT"] = Environment,
                ["Storage__Path"] = dataPath,
                ["Ops__Token"] = opsToken,
                ["PaymentSimulator__AllowInProduction"] = "true",
            },
        });
        using var client = new ShopClient(Address, 1);
        await client.WaitUntilReadyAsync("/readyz", _startPatience, () => !Process.HasExited, cancellationToken)
            .ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;
}
