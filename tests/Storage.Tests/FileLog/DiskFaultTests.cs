using ShopActors.Storage.FileLog;

namespace ShopActors.Storage.Tests.FileLog;

/// <summary>Calls that fail while the process lives on, or must not.</summary>
public sealed class DiskFaultTests
{
    private const int Seed = 815;

    [Fact]
    public async Task Sync_FailsAtAnyTime_EndsTheProcessAndKeepsWhatWasAcknowledged()
    {
        var faults = 0;
        for (var call = 1; call < 400; call++)
        {
            var disk = new SimulatedDirectory();
            var isHit = false;
            disk.Fault = (number, kind) =>
            {
                if (number == call && kind is IoCall.SyncFile or IoCall.SyncDirectory)
                {
                    isHit = true;
                    throw SimulatedDirectory.InputOutputError();
                }
            };
            var workload = new Workload(Seed);
            Exception? fatal = null;
            try
            {
                using var store = Workload.Open(disk, e => fatal = e);
                await workload.Run(store, 40);
                if (fatal is not null)
                {
                    // Nothing may be served any more, not even what memory still holds.
                    await Assert.ThrowsAsync<JournalStoreException>(async () => await store.Read(new("a/1")));
                    await Assert.ThrowsAsync<JournalStoreException>(async () => await store.Claim(new("a/1")));
                }
            }
            catch (JournalStoreException e) when (isHit)
            {
                Assert.Equal(JournalStoreFailure.Unavailable, e.Failure);
                continue;
            }

            if (!isHit) continue;

            faults++;
            Assert.IsType<IOException>(fatal);
            using var after = Workload.Open(disk.AfterCrash(null));
            await workload.Check(after);
        }

        Assert.True(faults > 40, $"Only {faults} syncs failed.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Write_DiskFullOnce_RefusesAndGoesOnWithoutRestart(bool tearsWrites)
    {
        var refusals = 0;
        for (var call = 1; call < 300; call++)
        {
            var disk = new SimulatedDirectory { TearsWrites = tearsWrites };
            var workload = new Workload(Seed);
            using (var store = Workload.Open(disk))
            {
                var opened = disk.Calls;
                disk.Fault = (number, kind) =>
                {
                    if (number == opened + call && kind is IoCall.Write or IoCall.Create or IoCall.Rename)
                    {
                        throw SimulatedDirectory.DiskFull();
                    }
                };
                await workload.Run(store, 40);
                await workload.Check(store);
                refusals += workload.Refused;
            }

            using var reopened = Workload.Open(disk.AfterCrash(null));
            await workload.Check(reopened);
        }

        Assert.True(refusals > 40, $"Only {refusals} appends were refused.");
    }

    [Fact]
    public async Task Append_NoSpaceForSegments_IsRefusedWhileReadsGoOn()
    {
        var disk = new SimulatedDirectory { Capacity = (8 * 4096) + (2 * 4096) };
        using var store = Workload.Open(disk);
        var id = new JournalId("many/0");
        var written = 0;
        JournalStoreException? refusal = null;
        for (; refusal is null; written++)
        {
            // Ever new journals: nothing is dead, so compaction cannot help.
            id = new JournalId($"many/{written}");
            try
            {
                await Append(store, id);
            }
            catch (JournalStoreException e)
            {
                refusal = e;
            }
        }

        Assert.Equal(JournalStoreFailure.Full, refusal.Failure);
        Assert.True(refusal.IsTransient);
        Assert.Null(await store.Read(id));
        Assert.NotNull(await store.Read(new("many/0")));
        await Assert.ThrowsAsync<JournalStoreException>(async () => await Append(store, new("another")));

        disk.Capacity = long.MaxValue;
        await Append(store, id);
        Assert.NotNull(await store.Read(id));
    }

    [Fact]
    public async Task Append_FullDiskOfDeadRecords_MakesRoomByItself()
    {
        var disk = new SimulatedDirectory { Capacity = (5 * 4096) + (2 * 4096) };
        using var store = Workload.Open(disk);
        var id = new JournalId("hot");
        var claim = await store.Claim(id);
        for (var version = 0; version < 500; version++)
        {
            await store.Append(new JournalAppend(
                id, version, claim.OwnerEpoch, [new byte[10]], new byte[300], WakeUp.Keep));
        }

        Assert.Equal(500, (await store.Read(id))!.Version);
    }

    [Fact]
    public async Task Append_LargerThanAJournalMayBe_IsRefused()
    {
        using var store = Workload.Open(new SimulatedDirectory());
        var id = new JournalId("a/1");
        var claim = await store.Claim(id);
        var append = new JournalAppend(id, 0, claim.OwnerEpoch, [new byte[3000]], default, WakeUp.Keep);

        var e = await Assert.ThrowsAsync<JournalStoreException>(async () => await store.Append(append));

        Assert.Equal(JournalStoreFailure.TooLarge, e.Failure);
        Assert.Null(await store.Read(id));
        await store.Append(append with { Events = [new byte[300]] });
    }

    [Fact]
    public void Open_SecondHolder_IsRefused()
    {
        var disk = new SimulatedDirectory();
        using var store = Workload.Open(disk);

        var e = Assert.Throws<JournalStoreException>(() => Workload.Open(disk));

        Assert.Equal(JournalStoreFailure.Locked, e.Failure);
    }

    [Fact]
    public async Task Dispose_AppendsUnderWay_AreAnswered()
    {
        var store = Workload.Open(new SimulatedDirectory());
        var appends = Enumerable.Range(0, 50).Select(i => Append(store, new($"a/{i}"))).ToArray();
        store.Dispose();
        foreach (var append in appends)
        {
            try
            {
                await append;
            }
            catch (JournalStoreException e)
            {
                Assert.Equal(JournalStoreFailure.Closed, e.Failure);
            }
        }
    }

    private static async Task Append(FileJournalStore store, JournalId id)
    {
        await Task.Yield();
        await store.Append(new JournalAppend(id, 0, 0, [new byte[100]], default, WakeUp.Keep));
    }
}
