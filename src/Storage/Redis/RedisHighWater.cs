namespace ShopActors.Storage.Redis;

/// <summary>
/// What this process knows of each shard: its incarnation and the highest number of appends it has seen acknowledged.
/// Both go with every request, so a Redis that came back with older data, or with none, is found out by the first
/// request after it; the shard is then halted for good, because what is missing cannot be known.
/// </summary>
internal sealed class RedisHighWater(int shards)
{
    private readonly Mark[] _marks = [.. Enumerable.Range(0, shards).Select(_ => new Mark())];

    public (string Incarnation, long Appends) this[int shard]
    {
        get
        {
            var mark = _marks[shard];
            lock (mark)
            {
                return mark.Halted is { } halted ? throw halted : (mark.Incarnation, mark.Appends);
            }
        }
    }

    public void Saw(int shard, string incarnation, long appends)
    {
        var mark = _marks[shard];
        lock (mark)
        {
            mark.Incarnation = incarnation;
            mark.Appends = Math.Max(mark.Appends, appends);
        }
    }

    /// <summary>
    /// Halts the shard; the exception that every request to it now gets, and whether it is newly halted.
    /// </summary>
    public (JournalStoreException Exception, bool IsNew) Halt(int shard, string incarnation, long appends)
    {
        var mark = _marks[shard];
        lock (mark)
        {
            var isNew = mark.Halted is null;
            mark.Halted ??= new JournalStoreException(
                JournalStoreFailure.Regressed,
                $"Redis has lost acknowledged data of shard {shard}: incarnation '{mark.Incarnation}' had {mark.Appends} " +
                $"appends, now it is '{incarnation}' with {appends}. The shard's journals are halted until an operator " +
                "has restored the data or restarts the silos on what is left.");
            return (mark.Halted, isNew);
        }
    }

    private sealed class Mark
    {
        public string Incarnation { get; set; } = "";

        public long Appends { get; set; }

        public JournalStoreException? Halted { get; set; }
    }
}
