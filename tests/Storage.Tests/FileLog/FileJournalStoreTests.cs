using ShopActors.Storage.FileLog;
using ShopActors.Storage.Tests.Conformance;

namespace ShopActors.Storage.Tests.FileLog;

public sealed class FileJournalStoreTests : JournalStoreConformance
{
    // Small segments, so that the suite's sequences rotate and compact.
    private static readonly FileJournalStoreOptions Small = new() { SegmentBytes = 16 * 1024 };

    protected override ValueTask<StoreFixture> Create() => new(new Fixture());

    private sealed class Fixture : StoreFixture
    {
        private readonly TemporaryDirectory _directory = new("journal-store-");
        private FileJournalStore _store;

        public Fixture() => _store = FileJournalStore.Open(_directory.FullName, Small, TimeProvider.System);

        public override IJournalStore Store => _store;

        public override bool IsDurable => true;

        public override ValueTask Reopen()
        {
            _store.Dispose();
            _store = FileJournalStore.Open(_directory.FullName, Small, TimeProvider.System);
            return default;
        }

        public override ValueTask DisposeAsync()
        {
            _store.Dispose();
            _directory.Dispose();
            return default;
        }
    }
}
