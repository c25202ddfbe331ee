using ShopActors.Storage.FileLog;

namespace ShopActors.Storage.Tests.FileLog;

/// <summary>The log's size follows what is live, and the marker follows the log.</summary>
public sealed class CompactionTests
{
    private static readonly TimeSpan MarkerDelay = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task Append_JournalsRewrittenManyTimes_LogStaysInProportionAndComplete()
    {
        const int Journals = 100;
        var random = new Random(7);
        var disk = new SimulatedDirectory();
        var versions = new int[Journals];
        var options = new FileJournalStoreOptions { SegmentBytes = 8192 };
        using (var store = Open(disk, options, TimeProvider.System))
        {
            for (var i = 0; i < 5000; i++)
            {
                // Some journals are never written again: compaction must carry them along.
                var journal = i < Journals ? i : random.Next(Journals / 2);
                var snapshot = versions[journal] % 3 == 0 ? new byte[150] : ReadOnlyMemory<byte>.Empty;
                await store.Append(new(Id(journal), versions[journal], 0, [new byte[100]], snapshot, WakeUp.Keep));
                versions[journal]++;
                Assert.True(
                    store.AllocatedBytes <= (1.8 * store.LiveBytes) + (5 * options.SegmentBytes),
                    $"After {i}: {store.AllocatedBytes} bytes for {store.LiveBytes} live.");
            }
        }

        Assert.DoesNotContain("log-000000000001", disk.List());
        using var reopened = Open(disk, options, TimeProvider.System);
        for (var journal = 0; journal < Journals; journal++)
        {
            Assert.Equal(versions[journal], (await reopened.Read(Id(journal)))!.Version);
        }
    }

    [Fact]
    public async Task Read_WhileCompactionMovesTheJournals_FindsThem()
    {
        const int Journals = 20;
        using var store = Open(new SimulatedDirectory(), new() { SegmentBytes = 4096 }, TimeProvider.System);
        for (var journal = 0; journal < Journals; journal++)
        {
            await store.Append(new(Id(journal), 0, 0, [new byte[30]], default, WakeUp.Keep));
        }

        using var stopping = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 2).Select(reader => ReadUntilStopped(reader)).ToArray();
        for (var version = 1; version < 2000; version++)
        {
            await store.Append(new(Id(0), version, 0, [new byte[1]], new byte[200], WakeUp.Keep));
        }

        await stopping.CancelAsync();
        Assert.All(await Task.WhenAll(readers), count => Assert.True(count > 0));

        async Task<int> ReadUntilStopped(int reader)
        {
            await Task.Yield();
            var count = 0;
            for (; !stopping.IsCancellationRequested || count == 0; count++)
            {
                var content = await store.Read(Id(1 + ((count + reader) % (Journals - 1))));
                Assert.Equal(30, content!.Events[0].Length);
                await Task.Yield();
            }

            return count;
        }
    }

    [Fact]
    public async Task Marker_AfterItsDelay_CoversTheLastAppend()
    {
        var disk = new SimulatedDirectory();
        var time = new TimerTimeProvider();
        using var store = Open(disk, new() { SegmentBytes = 4096, MarkerDelay = MarkerDelay }, time);
        await store.Append(new(Id(0), 0, 0, [new byte[30]], default, WakeUp.Keep));
        Assert.Equal(MarkerDelay, await time.Armed);
        var before = Marker(disk);

        // The next append is answered after the marker, because one thread does both.
        time.Fire();
        await store.Claim(Id(1));
        await store.Append(new(Id(1), 0, (await store.Claim(Id(1))).OwnerEpoch, [new byte[30]], default, WakeUp.Keep));

        Assert.True(Marker(disk) > before);
    }

    private static long Marker(SimulatedDirectory disk)
    {
        using var marker = LogMarker.Open(disk.Copy());
        return marker.Value.DurableLsn;
    }

    private static JournalId Id(int journal) => new($"j/{journal}");

    private static FileJournalStore Open(
        SimulatedDirectory disk, FileJournalStoreOptions options, TimeProvider time) =>
        FileJournalStore.Open(disk, options, time, static e => throw new InvalidOperationException("Unexpected.", e));

    /// <summary>A clock whose one timer fires when the test says so.</summary>
    private sealed class TimerTimeProvider : TimeProvider
    {
        private readonly TaskCompletionSource<TimeSpan> _armed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TimerCallback? _callback;
        private object? _state;

        public Task<TimeSpan> Armed => _armed.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_callback, _state) = (callback, state);
            return new Timer(_armed);
        }

        public void Fire() => _callback!(_state);

        private sealed class Timer(TaskCompletionSource<TimeSpan> armed) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => armed.TrySetResult(dueTime) || true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => default;
        }
    }
}
