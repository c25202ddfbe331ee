using System.Text;
using StackExchange.Redis;

namespace ShopActors.Storage.Redis;

/// <summary>
/// The names of the keys. A journal belongs to one of a fixed number of shards, and the shard is the hash tag of all its
/// keys: in a Redis Cluster the journal, the shard's wake-ups and its list of ids lie in one slot, so one script changes
/// them together, while the shards spread over the nodes.
/// </summary>
internal sealed class RedisKeys(string prefix)
{
    /// <summary>Part of the stored format: a journal's shard follows from it.</summary>
    public const int Shards = 64;

    private readonly ShardKeys[] _shards = [.. Enumerable.Range(0, Shards).Select(s => new ShardKeys(prefix, s))];

    public ShardKeys this[int shard] => _shards[shard];

    public static int ShardOf(JournalId id) => (int)(FileLog.Crc32C.Compute(Encoding.UTF8.GetBytes(id.Value)) % Shards);

    internal sealed class ShardKeys(string prefix, int shard)
    {
        private readonly string _prefix = $"{prefix}:{{{shard:D2}}}:";

        public RedisKey Meta { get; } = $"{prefix}:{{{shard:D2}}}:meta";

        public RedisKey WakeUps { get; } = $"{prefix}:{{{shard:D2}}}:wake";

        public RedisKey Ids { get; } = $"{prefix}:{{{shard:D2}}}:ids";

        public RedisKey Journal(JournalId id) => $"{_prefix}j:{id.Value}";

        public RedisKey Events(JournalId id) => $"{_prefix}e:{id.Value}";
    }
}
