namespace ShopActors.WebApi.Tests.Ports;

/// <summary>
/// A process whose port or file another process uses ends at once: exit code 1, and one line that names the setting.
/// The other process is this one.
/// </summary>
public sealed class CollisionTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _home = new("collision-");

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("Silo:SiloPort")]
    [InlineData("Silo:GatewayPort")]
    [InlineData("Silo:HealthPort")]
    public async Task Silo_PortInUse_EndsWithTheSetting(string setting)
    {
        using var listener = new ListeningSocket();

        var line = await RunAsync(RepositoryLayout.Silo, (setting, $"{listener.Port}"));

        Assert.Contains(
            $"Not started. {setting}: port {listener.Port} is in use by another process; set another port.", line,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shop_PortInUse_EndsWithTheSetting()
    {
        using var listener = new ListeningSocket();

        var line = await RunAsync(RepositoryLayout.WebApi, ("Urls", $"http://127.0.0.1:{listener.Port}"));

        Assert.Contains(
            $"Not started. Urls: port {listener.Port} is in use by another process; set another port.", line,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shop_GrpcPortInUse_EndsWithTheSetting()
    {
        using var listener = new ListeningSocket();

        var line = await RunAsync(
            RepositoryLayout.WebApi, ("Grpc:Enabled", "true"), ("Grpc:Url", $"http://127.0.0.1:{listener.Port}"));

        Assert.Contains(
            $"Not started. Grpc:Url: port {listener.Port} is in use by another process; set another port.", line,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shop_DatabaseInUse_EndsWithTheSetting()
    {
        using var other = OpenDatabaseAlone();

        var line = await RunAsync(RepositoryLayout.WebApi);

        Assert.Contains(
            $"Storage:Path: {_home.File("shop.db")} is in use by another process; set another path.", line,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task PaymentProvider_PortInUse_EndsWithTheSetting()
    {
        using var listener = new ListeningSocket();

        var line = await RunAsync(RepositoryLayout.PaymentProvider, ("Port", $"{listener.Port}"));

        Assert.Equal($"Not started. Port: port {listener.Port} is in use by another process; set another port.", line);
    }

    [Fact]
    public async Task PaymentProvider_DatabaseInUse_EndsWithTheSetting()
    {
        using var other = OpenDatabaseAlone();

        var line = await RunAsync(RepositoryLayout.PaymentProvider);

        Assert.Contains(
            $"Storage:Path: {_home.File("shop.db")} is in use by another process; set another path.", line,
            StringComparison.Ordinal);
    }

    private FileStream OpenDatabaseAlone() =>
        new(_home.File("shop.db-lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Runs a program to its end, which must be a refusal of one line, and returns the line.</summary>
    private async Task<string> RunAsync(string program, params (string Setting, string Value)[] settings)
    {
        var environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Urls"] = $"http://127.0.0.1:{FreePort.Next()}",
            ["Port"] = $"{FreePort.Next()}",
            ["Silo__SiloPort"] = $"{FreePort.Next()}",
            ["Silo__GatewayPort"] = $"{FreePort.Next()}",
            ["Silo__HealthPort"] = $"{FreePort.Next()}",
            ["Cluster__Tls__AllowInsecureLoopback"] = "true",
            ["Storage__Path"] = _home.FullName,
            ["PaymentSimulator__AllowInProduction"] = "true",
            // Nothing answers there: a silo that got past its ports would try to connect, and not end in time.
            ["Redis__ConnectionString"] = $"127.0.0.1:{FreePort.Next()}",
        };
        foreach (var (setting, value) in settings)
        {
            environment[setting.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var (code, said) = await ChildProcess.RunToItsEndAsync(
            new()
            {
                Name = Path.GetFileName(program),
                FileName = "dotnet",
                Arguments = [program],
                LogPath = _home.File("process.out"),
                Environment = environment,
            },
            Patience);
        Assert.True(code == 1, $"Exit code {code}: {said}");
        return Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
