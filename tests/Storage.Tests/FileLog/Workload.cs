using ShopActors.Storage.FileLog;
using ShopActors.Storage.Tests.Conformance;

namespace ShopActors.Storage.Tests.FileLog;

/// <summary>
/// Appends to a few journals and remembers what was acknowledged and what was merely asked for. Whatever happens to the
/// disk, each journal must afterwards hold at least the first and at most the second.
/// </summary>
internal sealed class Workload(int seed)
{
    public static readonly FileJournalStoreOptions Options = new()
    {
        SegmentBytes = 4096,
        MarkerDelay = TimeSpan.FromMinutes(1),
        NewStoreId = static () => 0x1122334455667788,
    };

    private static readonly string[] Ids = ["a/1", "a/2", "b/1"];

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, Track> _tracks = Ids.ToDictionary(i => i, _ => new Track());

    public int Refused { get; private set; }

    public static FileJournalStore Open(SimulatedDirectory disk, Action<Exception>? fatal = null) => FileJournalStore.Open(
        disk, Options, TimeProvider.System, fatal ?? (static e => throw new InvalidOperationException("Unexpected.", e)));

    /// <summary>Runs rounds of one concurrent append per journal until done or until the store fails.</summary>
    public async Task Run(FileJournalStore store, int rounds)
    {
        try
        {
            foreach (var id in Ids)
            {
                _tracks[id].Epoch = (await store.Claim(new(id))).OwnerEpoch;
            }

            for (var i = 0; i < rounds; i++)
            {
                await Task.WhenAll(Ids.Select(id => Append(store, id)));
            }
        }
        catch (JournalStoreException e) when (e.Failure is JournalStoreFailure.OutcomeUnknown or JournalStoreFailure.Closed)
        {
            // The process has "ended".
        }
    }

    public async Task Check(FileJournalStore store)
    {
        foreach (var (id, track) in _tracks)
        {
            var content = await store.Read(new(id));
            var version = content?.Version ?? 0;
            Assert.True(
                version == track.Acknowledged.Version || version == track.Asked.Version,
                $"{id} is at {version}, acknowledged {track.Acknowledged.Version}, asked for {track.Asked.Version}");
            if (content is not null)
            {
                (version == track.Asked.Version ? track.Asked : track.Acknowledged).AssertEqual(content);
            }

            // From here on the outcome is known.
            track.Settle(version);
        }
    }

    private async Task Append(FileJournalStore store, string id)
    {
        var track = _tracks[id];
        var events = Enumerable.Range(0, _random.Next(1, 3)).Select(_ => (ReadOnlyMemory<byte>)Bytes(120)).ToList();
        var wakeUp = _random.Next(3) == 0 ? WakeUp.At(DateTimeOffset.UnixEpoch.AddSeconds(_random.Next(1000))) : WakeUp.Keep;
        var isSnapshotDue = _random.Next(4) == 0 || track.Acknowledged.Events.Count > 5;
        var snapshot = isSnapshotDue ? (ReadOnlyMemory<byte>)Bytes(200) : default;
        var append = new JournalAppend(
            new(id), track.Acknowledged.Version, track.Epoch, events, snapshot, wakeUp);
        track.Ask(append);
        try
        {
            await store.Append(append);
            track.Settle(append.NewVersion);
        }
        catch (JournalStoreException e) when (e.Failure == JournalStoreFailure.Full)
        {
            Refused++;
            track.Settle(append.ExpectedVersion);
        }
    }

    private byte[] Bytes(int max)
    {
        var bytes = new byte[_random.Next(1, max)];
        _random.NextBytes(bytes);
        return bytes;
    }

    private sealed class Track
    {
        private readonly List<JournalAppend> _acknowledged = [];
        private JournalAppend? _asked;

        public long Epoch { get; set; }

        public ModelJournal Acknowledged { get; private set; } = new();

        public ModelJournal Asked { get; private set; } = new();

        public void Ask(JournalAppend append)
        {
            _asked = append;
            Asked = Replay([.. _acknowledged, append]);
        }

        public void Settle(long version)
        {
            if (_asked is not null && version == _asked.NewVersion)
            {
                _acknowledged.Add(_asked);
            }

            _asked = null;
            Acknowledged = Replay(_acknowledged);
            Asked = Acknowledged;
        }

        private static ModelJournal Replay(List<JournalAppend> appends)
        {
            var journal = new ModelJournal();
            appends.ForEach(journal.Append);
            return journal;
        }
    }
}
