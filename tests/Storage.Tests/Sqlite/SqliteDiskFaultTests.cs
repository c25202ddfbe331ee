namespace ShopActors.Storage.Tests.Sqlite;

/// <summary>Disks that fail under a real process.</summary>
public sealed class SqliteDiskFaultTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("journal-store-");
    private readonly DiskFaults _disk;

    public SqliteDiskFaultTests() => _disk = new(_directory.FullName);

    private string Data => Path.Combine(_directory.FullName, "data");

    public void Dispose() => _directory.Dispose();

    [DiskFaultsFact]
    public async Task Append_SyncFails_EndsTheProcessAndLosesNothingAcknowledged()
    {
        await _disk.PrepareAsync();
        var acknowledged = 0L;
        foreach (var syncs in new[] { 3, 20, 77 })
        {
            using var writer = new StoreProcess("append", Data, _disk.SyncsFailAfter(syncs));
            await writer.ReadAcknowledgementsAsync();

            Assert.NotEqual(0, await writer.WaitForExitAsync());
            acknowledged = await NumberedAppends.CheckAsync(Data, Math.Max(acknowledged, writer.Acknowledged));
        }

        Assert.True(acknowledged > 0);
    }

    [DiskFaultsFact]
    public async Task Append_DiskIsFull_RefusesAndRecoversWhenThereIsRoom()
    {
        await _disk.PrepareAsync();
        using var writer = new StoreProcess("retry", Data, _disk.FullOnDemand);
        await writer.ReadAcknowledgementsAsync(200);

        _disk.Fill();
        while (await writer.ReadLineAsync() is { } line && line != nameof(JournalStoreFailure.Full))
        {
        }

        _disk.MakeRoom();
        var before = writer.Acknowledged;
        await writer.ReadAcknowledgementsAsync(before + 200);
        writer.Kill();
        await writer.ReadAcknowledgementsAsync();
        await writer.WaitForExitAsync();

        Assert.True(writer.Acknowledged >= before + 200);
        await NumberedAppends.CheckAsync(Data, writer.Acknowledged);
    }
}
