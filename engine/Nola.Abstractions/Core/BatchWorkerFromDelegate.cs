namespace Orleans;

/// <summary>A batch worker whose work is a delegate.</summary>
public class BatchWorkerFromDelegate : BatchWorker
{
    private readonly Func<Task> _work;

    /// <summary>Takes the work.</summary>
    public BatchWorkerFromDelegate(Func<Task> work, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        _work = work;
        CancellationToken = cancellationToken;
    }

    /// <inheritdoc/>
    protected override Task Work() => _work();
}
