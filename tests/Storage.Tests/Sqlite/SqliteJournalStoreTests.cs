using ShopActors.Storage.Sqlite;
using ShopActors.Storage.Tests.Conformance;

namespace ShopActors.Storage.Tests.Sqlite;

public sealed class SqliteJournalStoreTests : JournalStoreConformance
{
    // Each step waits for a sync of its own.
    protected override int Sequences => 60;

    protected override ValueTask<StoreFixture> Create() => new(new Fixture());

    private sealed class Fixture : StoreFixture
    {
        private readonly TemporaryDirectory _directory = new("journal-store-");
        private SqliteJournalStore _store;

        public Fixture() => _store = Open();

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
            _directory.Dispose();
            return default;
        }

        // Checkpoints after every few appends, so that they are part of the game.
        private SqliteJournalStore Open() =>
            SqliteJournalStore.Open(_directory.FullName, new() { CheckpointPages = 8 }, TimeProvider.System);
    }
}
