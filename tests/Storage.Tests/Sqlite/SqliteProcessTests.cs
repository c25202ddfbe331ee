using System.Globalization;
using ShopActors.Storage.Sqlite;
using Xunit.Abstractions;

namespace ShopActors.Storage.Tests.Sqlite;

/// <summary>
/// The store and another real process. The long run:
/// <c>SHOP_KILLS=500 dotnet test tests/Storage.Tests --filter ProcessKilled</c>.
/// </summary>
public sealed class SqliteProcessTests(ITestOutputHelper output) : IDisposable
{
    private static readonly int Kills =
        int.Parse(Environment.GetEnvironmentVariable("SHOP_KILLS") ?? "4", CultureInfo.InvariantCulture);

    private readonly TemporaryDirectory _directory = new("journal-store-");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Open_HeldByAnotherProcess_IsRefusedUntilThatEnds()
    {
        using var holder = new StoreProcess("hold", _directory.FullName);
        Assert.Equal("open", await holder.ReadLineAsync());

        var e = Assert.Throws<JournalStoreException>(Open);
        Assert.Equal(JournalStoreFailure.Locked, e.Failure);

        holder.Kill();
        await holder.WaitForExitAsync();
        Open().Dispose();
    }

    [Fact]
    public async Task Open_HeldByThisProcess_IsRefusedToAnother()
    {
        using var store = Open();
        using var second = new StoreProcess("hold", _directory.FullName);

        Assert.Equal(nameof(JournalStoreFailure.Locked), await second.ReadLineAsync());
        Assert.Equal(1, await second.WaitForExitAsync());
    }

    [Fact]
    public async Task Append_ProcessKilled_WhatIsThereIsABeginningWithAllThatWasAcknowledged()
    {
        var began = TimeProvider.System.GetTimestamp();
        var (there, acknowledged) = (0L, 0L);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var writer = new StoreProcess("append", _directory.FullName);
            Assert.Equal("open", await writer.ReadLineAsync());
            await writer.ReadAcknowledgementsAsync(there + 300);
            writer.Kill();
            await writer.ReadAcknowledgementsAsync();
            await writer.WaitForExitAsync();

            var now = await NumberedAppends.CheckAsync(_directory.FullName, writer.Acknowledged);
            Assert.True(now >= there + 300);
            (there, acknowledged) = (now, writer.Acknowledged);
        }

        var time = TimeProvider.System.GetElapsedTime(began);
        output.WriteLine($"{Kills} kills, {acknowledged} appends acknowledged, {there} there, {time}");
    }

    private SqliteJournalStore Open() => SqliteJournalStore.Open(_directory.FullName, new(), TimeProvider.System);
}
