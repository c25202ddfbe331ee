using ShopActors.TestKit;

namespace ShopActors.Cluster.Tests.Upgrade;

/// <summary>The silo program's command to migrate the schema, as an operator runs it.</summary>
public sealed class MigrateCommandTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _home = new("migrate-");

    public void Dispose() => _home.Dispose();

    [PostgresFact]
    public async Task Migrate_ForwardAndBack_SaysFromWhereToWhere()
    {
        await using var server = new PostgresServer(_home.FullName);
        await server.StartAsync();
        var database = server.ConnectionString;

        // What the newest version is, is known only to the program.
        var (code, said) = await RunAsync(database);
        Assert.Equal(0, code);
        var newest = await VersionAsync(server);
        Assert.InRange(newest, 1, int.MaxValue);
        Assert.Contains($"from version 0 to {newest}.", said, StringComparison.Ordinal);

        (code, said) = await RunAsync(database);
        Assert.Equal(0, code);
        Assert.Contains($"has version {newest} already", said, StringComparison.Ordinal);

        (code, said) = await RunAsync(database, $"{newest + 1}");
        Assert.Equal(1, code);
        Assert.Contains("forward as far as it knows, back one step at a time", said, StringComparison.Ordinal);

        for (var version = newest - 1; version >= 1; version--)
        {
            (code, said) = await RunAsync(database, $"{version}");
            Assert.True(code == 0, said);
            Assert.Contains($"from version {version + 1} to {version}.", said, StringComparison.Ordinal);
        }

        await server.ExecuteAsync("insert into shop.journals (id, version, writer) values ('a/1', 1, 7)");
        (code, said) = await RunAsync(database, "0");
        Assert.Equal(1, code);
        Assert.Contains("this step back would delete them", said, StringComparison.Ordinal);
        Assert.Equal(1, await VersionAsync(server));

        await server.ExecuteAsync("delete from shop.journals");
        (code, said) = await RunAsync(database, "0");
        Assert.Equal(0, code);
        Assert.Contains("from version 1 to 0.", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("newest")]
    [InlineData("-1")]
    [InlineData("1", "2")]
    public async Task Migrate_ToWhatIsNoVersion_ExplainsItself(params string[] words)
    {
        var (code, said) = await RunAsync("Host=127.0.0.1", words);

        Assert.Equal(2, code);
        Assert.Contains("migrate [VERSION]", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_WithoutAServer_FailsWithoutAStackTrace()
    {
        var (code, said) = await RunAsync($"Host=127.0.0.1;Port={FreePort.Next()};Username=shop");

        Assert.Equal(1, code);
        Assert.StartsWith("The schema was not changed.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Said)> RunAsync(string database, params string[] words)
    {
        var log = _home.File($"migrate-{Guid.NewGuid():N}.out");
        var process = ChildProcess.Start(new()
        {
            Name = "migrate",
            FileName = "dotnet",
            Arguments = [RepositoryLayout.Silo, "migrate", .. words],
            LogPath = log,
            Environment = new Dictionary<string, string> { ["Storage__Postgres__ConnectionString"] = database },
        });
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        var code = process.ExitCode;
        await process.DisposeAsync();
        return (code, await File.ReadAllTextAsync(log));
    }

    private static async Task<int> VersionAsync(PostgresServer server) =>
        (int)(await server.QueryAsync("select schema_version from shop.meta"))!;
}
