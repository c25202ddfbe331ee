using ShopActors.Storage.InMemory;

namespace ShopActors.Storage.Tests.Grains;

/// <summary>A store whose appends wait until the test lets each one through, or fail as it says.</summary>
internal sealed class GatedStore : IJournalStore
{
    private readonly Queue<(JournalAppend Append, TaskCompletionSource Gate)> _waiting = new();

    public MemoryJournalStore Inner { get; } = new();

    public bool IsOpen { get; set; } = true;

    public List<JournalAppend> Appends { get; } = [];

    public int Waiting => _waiting.Count;

    /// <summary>Whether it says so; the order itself is the test's.</summary>
    public bool IsOrdered { get; init; }

    public bool IsVoid { get; set; }

    public bool IsInForce(long ownerEpoch) => !IsVoid;

    public ValueTask<JournalContent> Claim(JournalId id, CancellationToken cancellationToken = default) =>
        Inner.Claim(id, cancellationToken);

    public async ValueTask<long> Append(JournalAppend append, CancellationToken cancellationToken = default)
    {
        Appends.Add(append);
        if (!IsOpen)
        {
            var gate = new TaskCompletionSource();
            _waiting.Enqueue((append, gate));
            await gate.Task;
        }

        return await Inner.Append(append, cancellationToken);
    }

    public ValueTask<JournalContent?> Read(JournalId id, CancellationToken cancellationToken = default) =>
        Inner.Read(id, cancellationToken);

    public IAsyncEnumerable<JournalId> List(string prefix, CancellationToken cancellationToken = default) =>
        Inner.List(prefix, cancellationToken);

    public ValueTask<IReadOnlyList<DueJournal>> ReadDue(
        DateTimeOffset now, int max, CancellationToken cancellationToken = default) =>
        Inner.ReadDue(now, max, cancellationToken);

    public void LetOneThrough() => _waiting.Dequeue().Gate.SetResult();

    public void FailOne(Exception exception) => _waiting.Dequeue().Gate.SetException(exception);
}
