using Microsoft.Extensions.Logging.Abstractions;
using ShopActors.Storage.Redis;
using ShopActors.Storage.Tests.Conformance;
using StackExchange.Redis;

namespace ShopActors.Storage.Tests.Redis;

[NeedsRedis]
public sealed class RedisJournalStoreTests(RedisServerFixture server)
    : JournalStoreConformance, IClassFixture<RedisServerFixture>
{
    private static int _prefixes;

    // Each step waits for an fsync of its own.
    protected override int Sequences => 50;

    protected override ValueTask<StoreFixture> Create() => new(new Fixture(server.Connection!));

    private sealed class Fixture : StoreFixture
    {
        private readonly RedisJournalStoreOptions _options;
        private RedisJournalStore _store;

        private readonly ConnectionMultiplexer _connection;

        public Fixture(ConnectionMultiplexer connection)
        {
            _connection = connection;
            _options = new() { KeyPrefix = $"test{Interlocked.Increment(ref _prefixes)}" };
            _store = Open();
        }

        public override IJournalStore Store => _store;

        public override bool IsDurable => true;

        public override ValueTask Reopen()
        {
            _store.Dispose();
            _store = Open();
            return default;
        }

        public override ValueTask DisposeAsync()
        {
            _store.Dispose();
            return default;
        }

        private RedisJournalStore Open() =>
            new(_options, TimeProvider.System, NullLogger<RedisJournalStore>.Instance, _connection);
    }
}
