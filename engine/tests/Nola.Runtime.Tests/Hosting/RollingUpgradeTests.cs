namespace Nola.Runtime.Tests.Hosting;

/// <summary>
/// Two builds of one application in one cluster: the second has a new field in a document, a new grain method and a new
/// kind of change. Every silo asks for all documents, so each build calls the other.
/// </summary>
public sealed class RollingUpgradeTests(RedisServer redis) : IClassFixture<RedisServer>
{
    private const string AllDone = "done:60 refused:0";

    [RedisFact]
    public async Task Silos_ReplacedByTheNextBuildAndBack_WorkTogetherAllTheWay()
    {
        redis.Require();
        var folder = Directory.CreateTempSubdirectory("nola-upgrade-").FullName;
        try
        {
            await using var first = await UpgradeSilo.StartAsync(1, redis, folder);
            await using var second = await UpgradeSilo.StartAsync(1, redis, folder);
            Assert.Equal(AllDone, await first.AskAsync("write"));
            Assert.Equal("read:60", await second.AskAsync("read"));

            // Up: one silo of the next build, then nothing else.
            await using var third = await UpgradeSilo.StartAsync(2, redis, folder);
            await first.StopAsync();
            await AssertBothWorkAsync(second, third);
            await second.StopAsync();
            Assert.Equal("2:60", await third.AskAsync("builds"));
            Assert.Equal(AllDone, await third.AskAsync("tag"));
            Assert.Equal(AllDone, await third.AskAsync("tagged"));
            Assert.Equal("read:60 tags:60", await third.AskAsync("read"));

            // And down again: what the next build wrote can be read, without what is new in it.
            await using var fourth = await UpgradeSilo.StartAsync(1, redis, folder);
            await AssertBothWorkAsync(fourth, third);
            await third.StopAsync();
            Assert.Equal("1:60", await fourth.AskAsync("builds"));
            Assert.Equal("read:60", await fourth.AskAsync("read"));
            Assert.Equal(AllDone, await fourth.AskAsync("write"));
            await fourth.StopAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task AssertBothWorkAsync(UpgradeSilo old, UpgradeSilo next)
    {
        // Both hold documents, or nothing below would cross from one build to the other.
        var builds = await old.AskAsync("builds");
        var parts = builds.Split(' ').Select(part => int.Parse(part.Split(':')[1])).ToArray();
        Assert.Equal(2, parts.Length);
        var (onOld, onNext) = (parts[0], parts[1]);

        // What both builds know works both ways, documents with and without the new field included.
        Assert.Equal(AllDone, await next.AskAsync("write"));
        Assert.Equal("read:60", await old.AskAsync("read"));
        Assert.Equal(AllDone, await old.AskAsync("write"));
        Assert.Equal("read:60 tags:0", await next.AskAsync("read"));
        Assert.Equal(AllDone, await old.AskAsync("titled"));
        Assert.Equal(AllDone, await next.AskAsync("titled"));

        // What is new is refused by silos that do not know it, definitely and with no harm to anything else.
        Assert.Equal($"done:{onNext} refused:{onOld}", await next.AskAsync("tag"));
        Assert.Equal($"done:{onNext} refused:{onOld}", await next.AskAsync("tagged"));
        Assert.Equal(AllDone, await next.AskAsync("titled"));
        Assert.Equal($"read:60 tags:{onNext}", await next.AskAsync("read"));
    }
}
