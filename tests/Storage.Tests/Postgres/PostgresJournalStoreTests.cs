using ShopActors.Storage.Postgres;
using ShopActors.Storage.Tests.Conformance;

namespace ShopActors.Storage.Tests.Postgres;

[NeedsPostgres]
public sealed class PostgresJournalStoreTests(PostgresServerFixture server)
    : JournalStoreConformance, IClassFixture<PostgresServerFixture>
{
    // Each has a database of its own, and each step waits for an fsync.
    protected override int Sequences => 10;

    protected override async ValueTask<StoreFixture> Create() => new Fixture(await server.CreateDatabaseAsync());

    private sealed class Fixture(string database) : StoreFixture
    {
        private PostgresJournalStore _store = PostgresStores.Create(database);

        public override IJournalStore Store => _store;

        public override bool IsDurable => true;

        public override async ValueTask Reopen()
        {
            await _store.DisposeAsync();
            _store = PostgresStores.Create(database);
        }

        public override ValueTask DisposeAsync() => _store.DisposeAsync();
    }
}
