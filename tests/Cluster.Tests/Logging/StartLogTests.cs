using System.Text.Json;
using ShopActors.Cluster.Tests.Trust;
using ShopActors.TestKit;

namespace ShopActors.Cluster.Tests.Logging;

/// <summary>What a start in Production logs: a few lines of JSON, of which the last one names the address.</summary>
public sealed class StartLogTests : IDisposable
{
    private const int LinesMax = 12;
    private const int ApiIsOpen = 5101;
    private const int SiloIsOpen = 5402;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryDirectory _home = new("start-log-");

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task EmbeddedShop_InProduction_LogsAFewLinesOfJsonAndItsAddressLast()
    {
        var log = _home.File("shop.out");
        await using var shop = new ShopProcess(_home.Child("data"), log, "start-log-operator-token-0123456789");
        await shop.StartAsync(CancellationToken.None);

        var start = await StartAsync(() => Read(log), ApiIsOpen);

        AssertBrief(start);
        Assert.Equal($"ShopActors is open at {shop.Address.ToString().TrimEnd('/')}", start[^1].Message);
    }

    [RedisFact]
    public async Task Silo_InProduction_LogsAFewLinesOfJsonAndItsAddressLast()
    {
        var silo = new TrustedSilo();
        try
        {
            await silo.InitializeAsync();

            var start = await StartAsync(silo.LogLines, SiloIsOpen);

            AssertBrief(start);
            Assert.Equal(
                $"Silo of cluster shop is open at 127.0.0.1:{silo.SiloPort}; gateway 127.0.0.1:{silo.GatewayPort}, "
                    + $"health http://127.0.0.1:{silo.HealthPort}/readyz",
                start[^1].Message);
        }
        finally
        {
            await silo.DisposeAsync();
        }
    }

    // Warnings are not counted: a machine that is busy with other tests gives reason for some of Orleans'.
    private static void AssertBrief(IReadOnlyList<LogLine> start)
    {
        Assert.True(start.Count(line => line.Level == "Information") <= LinesMax, string.Join('\n', start));
        Assert.All(start, line => Assert.Equal(TimeSpan.Zero, line.Time.Offset));
        Assert.DoesNotContain(start, line => line.Message.Contains("has not completed for", StringComparison.Ordinal));
    }

    /// <summary>All lines up to the one with this event, each of which must be JSON.</summary>
    private static async Task<IReadOnlyList<LogLine>> StartAsync(Func<IReadOnlyList<string>> read, int lastEvent)
    {
        // The console is written to in the background: a process may answer before its log says that it does.
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            // What is behind the last line break may be a part of a line.
            var lines = read().SkipLast(1).Select(Parse).ToList();
            var last = lines.FindIndex(line => line.Event == lastEvent);
            if (last >= 0) return lines[..(last + 1)];
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }

    private static LogLine Parse(string text)
    {
        var line = JsonDocument.Parse(text).RootElement;
        return new(
            line.GetProperty("Timestamp").GetDateTimeOffset(),
            line.GetProperty("LogLevel").GetString()!,
            line.GetProperty("EventId").GetInt32(),
            line.GetProperty("Message").GetString()!);
    }

    private static string[] Read(string path)
    {
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return file.ReadToEnd().Split('\n');
    }

    private sealed record LogLine(DateTimeOffset Time, string Level, int Event, string Message);
}
