using System.Text.RegularExpressions;
using ShopActors.TestKit;

namespace ShopActors.Cluster.Tests.Upgrade;

/// <summary>
/// Two builds of one application over the same journals in Redis, up and down again: the second has a new kind of event
/// and a new member of the state. Snapshots are taken every two events, so whoever misread one would soon write it back.
/// </summary>
public sealed partial class JournalUpgradeTests
{
    [RequiresToolFact("redis-server", "apt-get install redis-server")]
    public async Task Journals_OfTheNextBuildAndBack_AreServedOrRefusedAndNeverLost()
    {
        using var home = new TemporaryDirectory("journal-upgrade-");
        await using var redis = await StartRedisAsync(home.FullName);
        var port = redis.Port;

        await using var first = await UpgradeSilo.StartAsync(1, port);
        Assert.Equal("1:40", await first.AskAsync("enter"));

        // What the next build writes without using anything new, both read.
        await using var second = await UpgradeSilo.StartAsync(2, port);
        Assert.Equal("2:40", await second.AskAsync("enter"));
        Assert.Equal("3:40", await first.AskAsync("enter"));
        Assert.Equal("3:40", await second.AskAsync("read"));
        await first.StopAsync();

        // The next build alone uses what is new.
        Assert.Equal("2:40", await second.AskAsync("builds"));
        Assert.Equal("3!:20", await second.AskAsync("note"));

        // Down again: a silo of the build before refuses just the ledgers that have it.
        await using var third = await UpgradeSilo.StartAsync(1, port);
        var mixed = Mixed().Match(await third.AskAsync("read"));
        Assert.True(mixed.Success);
        Assert.Equal(20, int.Parse(mixed.Groups["plain"].Value));
        Assert.Equal(20, int.Parse(mixed.Groups["noted"].Value) + int.Parse("0" + mixed.Groups["newer"].Value));
        await second.StopAsync();
        for (var sum = 4; sum < 10; sum++) Assert.Equal($"{sum}:20 newer:20", await third.AskAsync("enter"));

        // And up: nothing is lost, and what was written meanwhile is there.
        await using var fourth = await UpgradeSilo.StartAsync(2, port);
        await third.StopAsync();
        Assert.Equal("3!:20 9:20", await fourth.AskAsync("read"));
        await fourth.StopAsync();
    }

    private static async Task<RedisProcess> StartRedisAsync(string home)
    {
        var port = FreePort.Next();
        var process = new ServiceProcess(
            new()
            {
                Name = "redis",
                FileName = "redis-server",
                Arguments =
                [
                    "--bind", "127.0.0.1", "--port", $"{port}", "--dir", home, "--daemonize", "no", "--save", "",
                    "--appendonly", "yes", "--appendfsync", "always", "--maxmemory-policy", "noeviction",
                ],
                LogPath = Path.Combine(home, "redis.out"),
            },
            Readiness.Pongs(port));
        await process.StartAsync(CancellationToken.None);
        return new RedisProcess(process, port);
    }

    // Those without a note, those with one at a silo of the next build, and those with one at a silo of the build before.
    [GeneratedRegex("^3:(?<plain>\\d+)(?: 3!:(?<noted>\\d+))(?: newer:(?<newer>\\d+))?$")]
    private static partial Regex Mixed();

    private sealed record RedisProcess(ServiceProcess Process, int Port) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Process.DisposeAsync();
    }
}
