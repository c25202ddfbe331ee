using ShopActors.Storage.InMemory;
using ShopActors.Storage.Tests.Conformance;

namespace ShopActors.Storage.Tests.InMemory;

public sealed class MemoryJournalStoreTests : JournalStoreConformance
{
    protected override ValueTask<StoreFixture> Create() => new(new Fixture());

    private sealed class Fixture : StoreFixture
    {
        public override IJournalStore Store { get; } = new MemoryJournalStore();

        public override bool IsDurable => false;

        public override ValueTask Reopen() => default;

        public override ValueTask DisposeAsync() => default;
    }
}
