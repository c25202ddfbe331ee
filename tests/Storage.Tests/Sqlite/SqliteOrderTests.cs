using ShopActors.Storage.Sqlite;

namespace ShopActors.Storage.Tests.Sqlite;

/// <summary>An append that others rely on takes whatever may rely on it along when it is refused.</summary>
public sealed class SqliteOrderTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("journal-store-");
    private readonly SqliteJournalStore _store;
    private readonly JournalOwner _first = new(new("a/1"), 0, 0);
    private readonly JournalOwner _second = new(new("a/2"), 0, 0);

    public SqliteOrderTests() => _store = SqliteJournalStore.Open(_directory.FullName, new(), TimeProvider.System);

    public void Dispose()
    {
        _store.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Append_ReliedOnIsRefused_EndsTheGeneration()
    {
        var generation = _store.Generation;
        var append = _first.Next("x") with { Generation = generation };
        await _store.AppendAsync(append);

        await Assert.ThrowsAsync<JournalConflictException>(async () => await _store.AppendAsync(append));

        Assert.NotEqual(generation, _store.Generation);
        Assert.Equal(
            JournalStoreFailure.Unavailable, await FailureOf(_second.Next("x") with { Generation = generation }));
        Assert.Equal(1, await _store.AppendAsync(_second.Next("x") with { Generation = _store.Generation }));
    }

    [Fact]
    public async Task Append_OthersBehindTheRefusedOneInOneBatch_AreRefusedWithIt()
    {
        var generation = _store.Generation;
        await _store.AppendAsync(_first.Next("x") with { Generation = generation });

        // Handed over together: whether they share a batch or not, the second stands behind the first.
        var refused = _store.AppendAsync(_first.Next("again") with { Generation = generation }).AsTask();
        var behind = _store.AppendAsync(_second.Next("x") with { Generation = generation }).AsTask();

        await Assert.ThrowsAsync<JournalConflictException>(() => refused);
        Assert.Equal(
            JournalStoreFailure.Unavailable,
            (await Assert.ThrowsAnyAsync<JournalStoreException>(() => behind)).Failure);
        Assert.False((await _store.ReadAsync(_second.Id)).Exists);
    }

    [Fact]
    public async Task Append_NotReliedOnIsRefused_ConcernsOnlyItsJournal()
    {
        var generation = _store.Generation;
        Assert.Equal(JournalStoreFailure.Conflict, await FailureOf(_first.Next("x") with { ExpectedVersion = 7 }));
        Assert.Equal(generation, _store.Generation);
        Assert.Equal(1, await _store.AppendAsync(_second.Next("x") with { Generation = generation }));
    }

    private async Task<JournalStoreFailure> FailureOf(JournalAppend append) =>
        (await Assert.ThrowsAnyAsync<JournalStoreException>(async () => await _store.AppendAsync(append))).Failure;
}
