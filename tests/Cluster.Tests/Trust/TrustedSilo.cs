using ShopActors.TestKit;

namespace ShopActors.Cluster.Tests.Trust;

/// <summary>
/// A Redis and one real silo over it, with a certificate of the run's authority. The store is in memory: no
/// test writes.
/// </summary>
public sealed class TrustedSilo : IAsyncLifetime
{
    private readonly TemporaryDirectory _home = new("trusted-silo-");
    private readonly RedisServer _redis;
    private readonly ServiceProcess _silo;

    public TrustedSilo()
        : this(null)
    {
    }

    // Without certificates, where other settings are given.
    internal TrustedSilo(Dictionary<string, string>? instead)
    {
        Authority = new TestAuthority(_home.FullName);
        OtherAuthority = new TestAuthority(_home.FullName, "other-authority");
        _redis = new RedisServer(_home.FullName);
        _silo = new ServiceProcess(
            new()
            {
                Name = "silo",
                FileName = "dotnet",
                Arguments = [RepositoryLayout.Silo],
                LogPath = LogPath,
                Environment = new Dictionary<string, string>(instead ?? Authority.Issue("silo").Settings)
                {
                    ["DOTNET_ENVIRONMENT"] = "Production",
                    ["Redis__ConnectionString"] = RedisConnection,
                    ["Storage__Backend"] = "Memory",
                    ["PaymentSimulator__AllowInProduction"] = "true",
                    ["Silo__SiloPort"] = $"{SiloPort}",
                    ["Silo__GatewayPort"] = $"{GatewayPort}",
                    ["Silo__HealthPort"] = $"{HealthPort}",
                    ["Cluster__Tls__ReloadPeriod"] = "00:00:01",
                },
            },
            Readiness.Answers(new Uri($"http://127.0.0.1:{HealthPort}/readyz")));
    }

    internal TestAuthority Authority { get; }

    internal TestAuthority OtherAuthority { get; }

    public int SiloPort { get; } = FreePort.Next();

    public int GatewayPort { get; } = FreePort.Next();

    public string RedisConnection => _redis.ConnectionString;

    public int ProcessId => _silo.ProcessId;

    public int HealthPort { get; } = FreePort.Next();

    private string LogPath => _home.File("silo.out");

    public IReadOnlyList<string> LogLines()
    {
        using var file = new StreamReader(new FileStream(LogPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return file.ReadToEnd().Split('\n');
    }

    /// <summary>How many fields Orleans' membership table has in Redis: one for every silo that ever joined.</summary>
    public Task<string> CountMembersAsync() => _redis.CommandAsync("HLEN shop/members/shop");

    /// <summary>A copy of a file that stays when the file itself is replaced.</summary>
    public string CopyOf(string path)
    {
        var copy = Path.Combine(_home.Child("copies"), Path.GetFileName(path));
        File.Copy(path, copy, overwrite: true);
        return copy;
    }

    public async Task InitializeAsync()
    {
        await _redis.StartAsync();
        await _silo.StartAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _redis.DisposeAsync();
        Authority.Dispose();
        OtherAuthority.Dispose();
        _home.Dispose();
    }
}
