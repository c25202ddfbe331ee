using System.Diagnostics;
using System.Globalization;
using ShopActors.Storage.FileLog;

namespace ShopActors.Storage.Tests.FileLog;

/// <summary>The store and another real process.</summary>
public sealed class SecondProcessTests
{
    [Fact]
    public async Task Open_HeldByAnotherProcess_IsRefusedUntilThatEnds()
    {
        using var directory = new TemporaryDirectory("journal-store-");
        using var holder = Start("hold", directory.FullName);
        Assert.Equal("open", await holder.StandardOutput.ReadLineAsync());

        var e = Assert.Throws<JournalStoreException>(() => Open(directory.FullName));
        Assert.Equal(JournalStoreFailure.Locked, e.Failure);

        holder.Kill();
        await holder.WaitForExitAsync();
        Open(directory.FullName).Dispose();
    }

    [Fact]
    public async Task Open_HeldByThisProcess_IsRefusedToAnother()
    {
        using var directory = new TemporaryDirectory("journal-store-");
        using var store = Open(directory.FullName);
        using var second = Start("hold", directory.FullName);

        Assert.Equal(nameof(JournalStoreFailure.Locked), await second.StandardOutput.ReadLineAsync());
        await second.WaitForExitAsync();
        Assert.Equal(1, second.ExitCode);
    }

    [Fact]
    public async Task Append_ProcessKilled_EveryAcknowledgedVersionIsThere()
    {
        using var directory = new TemporaryDirectory("journal-store-");
        long acknowledged = 0;
        for (var kill = 0; kill < 3; kill++)
        {
            using var writer = Start("append", directory.FullName);
            Assert.Equal("open", await writer.StandardOutput.ReadLineAsync());
            for (var line = 0; line < 200; line++)
            {
                acknowledged = long.Parse((await writer.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
            }

            writer.Kill();
            while (await writer.StandardOutput.ReadLineAsync() is { } more)
            {
                acknowledged = long.TryParse(more, CultureInfo.InvariantCulture, out var version) ? version : acknowledged;
            }

            await writer.WaitForExitAsync();
            using var store = Open(directory.FullName);
            var content = (await store.Read(new("a/1")))!;
            Assert.InRange(content.Version, acknowledged, acknowledged + 1);
            Assert.Equal(
                Enumerable.Range(0, (int)content.Version).Select(v => (long)v),
                content.Events.Select(e => BitConverter.ToInt64(e.Span)));
        }
    }

    private static FileJournalStore Open(string path) =>
        FileJournalStore.Open(path, new FileJournalStoreOptions(), TimeProvider.System);

    private static Process Start(string verb, string directory)
    {
        var assembly = typeof(SecondProcessTests).Assembly.Location;
        var dotnet = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";
        return Process.Start(new ProcessStartInfo(dotnet, ["exec", assembly, verb, directory])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }
}
