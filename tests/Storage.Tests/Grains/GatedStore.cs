using ShopActors.Storage.InMemory;

namespace ShopActors.Storage.Tests.Grains;

/// <summary>A store whose appends wait until the test lets each one through, or fail as it says.</summary>
internal sealed class GatedStore() : StoreDecorator(new MemoryJournalStore())
{
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private long _generation;

    public bool IsOpen { get; set; } = true;

    public List<JournalAppend> Appends { get; } = [];

    public int Waiting => _waiting.Count;

    /// <summary>Whether it says that it keeps an order; the order itself is the test's.</summary>
    public override bool IsOrdered => SaysOrdered;

    public bool SaysOrdered { get; init; }

    public override bool IsShared => !SaysOrdered;

    public override long Generation => _generation;

    public override async ValueTask<long> AppendAsync(
        JournalAppend append, CancellationToken cancellationToken = default)
    {
        Appends.Add(append);
        if (!IsOpen)
        {
            var gate = new TaskCompletionSource();
            _waiting.Enqueue(gate);
            await gate.Task;
        }

        return await base.AppendAsync(append, cancellationToken);
    }

    public void EndGeneration() => _generation++;

    public void LetOneThrough() => _waiting.Dequeue().SetResult();

    public void FailOne(Exception exception) => _waiting.Dequeue().SetException(exception);
}
