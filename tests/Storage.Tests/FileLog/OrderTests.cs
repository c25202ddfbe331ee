using ShopActors.Storage.FileLog;

namespace ShopActors.Storage.Tests.FileLog;

/// <summary>
/// All journals share one order: a crash leaves a beginning of it, and an append that others rely on takes whatever may
/// rely on it along when it fails.
/// </summary>
public sealed class OrderTests
{
    private static readonly JournalId[] Ids = [new("a/1"), new("a/2"), new("b/1"), new("b/2")];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Crash_AtEachCall_LeavesABeginningOfTheOrder(bool tearsWrites)
    {
        var cut = 0;
        for (var call = 1; ; call++)
        {
            var disk = new SimulatedDirectory { TearsWrites = tearsWrites };
            var opened = int.MaxValue;
            disk.Fault = (number, _) =>
            {
                if (number == opened + call) disk.Crash();
            };
            var isDown = false;
            List<JournalId> order;
            using (var store = Workload.Open(disk, _ => isDown = true))
            {
                opened = disk.Calls;
                order = await HandOver(store, new Random(call));
            }

            if (!isDown) break;

            using var after = Workload.Open(disk.AfterCrash(new Random(-call)));
            var versions = new Dictionary<JournalId, long>();
            foreach (var id in Ids) versions[id] = (await after.Read(id))?.Version ?? 0;
            var beginning = order.Take((int)versions.Values.Sum()).CountBy(id => id).ToDictionary();
            Assert.All(Ids, id => Assert.True(
                versions[id] == beginning.GetValueOrDefault(id),
                $"call {call}: {id} is at {versions[id]}, not {beginning.GetValueOrDefault(id)}"));
            cut += beginning.Count > 0 && versions.Values.Sum() < order.Count ? 1 : 0;
        }

        Assert.True(cut > 10, $"Only {cut} crashes fell between two appends.");
    }

    [Fact]
    public async Task Append_ReliedOnIsRefused_VoidsEveryClaimBefore()
    {
        using var store = Workload.Open(new SimulatedDirectory());
        var (first, second) = (await store.Claim(Ids[0]), await store.Claim(Ids[1]));
        await store.Append(Next(Ids[0], first));

        await Assert.ThrowsAsync<JournalConflictException>(async () => await store.Append(Next(Ids[0], first)));

        Assert.False(store.IsInForce(second.OwnerEpoch));
        Assert.Equal(JournalStoreFailure.Unavailable, await FailureOf(store, Next(Ids[1], second)));
        Assert.Equal(JournalStoreFailure.Conflict, await FailureOf(store, Next(Ids[1], second) with { IsReliedOn = false }));
        var again = await store.Claim(Ids[1]);
        Assert.True(store.IsInForce(again.OwnerEpoch));
        Assert.Equal(1, await store.Append(Next(Ids[1], again)));
    }

    [Fact]
    public async Task Append_WithoutDependentsIsRefused_ConcernsOnlyItsJournal()
    {
        using var store = Workload.Open(new SimulatedDirectory());
        var (first, second) = (await store.Claim(Ids[0]), await store.Claim(Ids[1]));
        var stale = Next(Ids[0], first) with { IsReliedOn = false, ExpectedVersion = 7 };

        Assert.Equal(JournalStoreFailure.Conflict, await FailureOf(store, stale));
        Assert.Equal(1, await store.Append(Next(Ids[1], second)));
        Assert.Equal(1, await store.Append(Next(Ids[0], first)));
    }

    [Fact]
    public async Task Append_ReliedOnIsTooLarge_VoidsEveryClaimBefore()
    {
        using var store = Workload.Open(new SimulatedDirectory());
        var (first, second) = (await store.Claim(Ids[0]), await store.Claim(Ids[1]));
        var tooLarge = Next(Ids[0], first) with { Events = [new byte[Workload.Options.SegmentBytes]] };

        Assert.Equal(JournalStoreFailure.TooLarge, await FailureOf(store, tooLarge));
        Assert.Equal(JournalStoreFailure.Unavailable, await FailureOf(store, Next(Ids[1], second)));
    }

    [Fact]
    public async Task Append_DiskIsFullForOneBatch_NothingAfterItIsWrittenUnderAnEarlierClaim()
    {
        var disk = new SimulatedDirectory();
        using var store = Workload.Open(disk);
        var claims = new Dictionary<JournalId, JournalContent>();
        foreach (var id in Ids) claims[id] = await store.Claim(id);
        var fails = true;
        disk.Fault = (_, kind) =>
        {
            if (fails && kind == IoCall.Write)
            {
                fails = false;
                throw SimulatedDirectory.DiskFull();
            }
        };

        // The first batch is the one that fails; the others, handed over before that is known, gather behind it.
        var appends = Ids.Select(id => store.Append(Next(id, claims[id])).AsTask()).ToList();
        foreach (var append in appends) await Assert.ThrowsAnyAsync<JournalStoreException>(() => append);

        foreach (var id in Ids)
        {
            Assert.Null(await store.Read(id));
            Assert.Equal(1, await store.Append(Next(id, await store.Claim(id))));
        }
    }

    /// <summary>Hands over appends of all journals in a random order, now and then waiting for one.</summary>
    private static async Task<List<JournalId>> HandOver(FileJournalStore store, Random random)
    {
        var order = new List<JournalId>();
        try
        {
            var claims = new Dictionary<JournalId, JournalContent>();
            foreach (var id in Ids) claims[id] = await store.Claim(id);
            for (var i = 0; i < 120; i++)
            {
                var id = Ids[random.Next(Ids.Length)];
                var append = Next(id, claims[id]) with
                {
                    Events = [new byte[random.Next(1, 60)]],

                    // Keeps the journal below what the small segments allow.
                    Snapshot = claims[id].Version % 8 == 7 ? new byte[20] : default(ReadOnlyMemory<byte>),
                };
                claims[id] = claims[id] with { Version = append.NewVersion };
                order.Add(id);
                var written = store.Append(append).AsTask();
                if (random.Next(8) == 0) await written;
                else written.Ignore();
            }
        }
        catch (JournalStoreException e) when (e.Failure is JournalStoreFailure.OutcomeUnknown or JournalStoreFailure.Closed)
        {
            // The machine is down.
        }

        return order;
    }

    private static JournalAppend Next(JournalId id, JournalContent claim) =>
        new(id, claim.Version, claim.OwnerEpoch, [new byte[] { 1 }], default, WakeUp.Keep) { IsReliedOn = true };

    private static async Task<JournalStoreFailure> FailureOf(FileJournalStore store, JournalAppend append) =>
        (await Assert.ThrowsAnyAsync<JournalStoreException>(async () => await store.Append(append))).Failure;
}
