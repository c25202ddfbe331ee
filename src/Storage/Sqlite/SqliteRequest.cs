namespace ShopActors.Storage.Sqlite;

/// <summary>A caller's request to the writer thread.</summary>
internal abstract class SqliteRequest : SharedCommit
{
    private Exception? _refusal;
    private long _result;

    /// <summary>Whether others may already depend on it, so that its failure ends the store's generation.</summary>
    public virtual bool IsReliedOn => false;

    /// <summary>Whether it was refused. Known before the batch is durable, and reported with it.</summary>
    public bool IsRefused => _refusal is not null;

    /// <summary>Whether the replaced content must leave no trace.</summary>
    public virtual bool IsErasing => false;

    /// <summary>Applies the change in the open transaction, or refuses it without a change.</summary>
    public void Apply(SqliteWriter writer, long generation)
    {
        (_result, _refusal) = Run(writer, generation);
    }

    /// <summary>Completes the request, once the batch is durable.</summary>
    public void Answer()
    {
        if (_refusal is null) TrySetResult(_result);
        else TrySetException(_refusal);
    }

    protected abstract (long Result, Exception? Refusal) Run(SqliteWriter writer, long generation);
}

/// <summary>An append.</summary>
internal sealed class AppendRequest(JournalAppend append) : SqliteRequest
{
    public override bool IsReliedOn => append.Generation is not null;

    public override bool IsErasing => append.Erases;

    public static JournalStoreException Void(JournalAppend append) => new(
        JournalStoreFailure.Unavailable, $"An append that the one to '{append.Id}' may depend on was not written.");

    protected override (long Result, Exception? Refusal) Run(SqliteWriter writer, long generation)
    {
        if (append.Generation is { } known && known != generation) return (0, Void(append));

        return writer.Appends.TryApply(append)
            ? (append.NewVersion, null)
            : (0, new JournalConflictException(append.Id, append.ExpectedVersion));
    }
}

/// <summary>The deletion of journals found expired; its result is the number deleted.</summary>
internal sealed class DeleteRequest(IReadOnlyList<long> keys, DateTimeOffset now) : SqliteRequest
{
    protected override (long Result, Exception? Refusal) Run(SqliteWriter writer, long generation) =>
        (keys.Count(key => writer.Appends.TryDelete(key, now)), null);
}

/// <summary>The deletion of old events of the outbox; its result is the number of rows deleted.</summary>
internal sealed class TrimRequest(long upTo, DateTimeOffset before, int max) : SqliteRequest
{
    protected override (long Result, Exception? Refusal) Run(SqliteWriter writer, long generation) =>
        (writer.Outbox.Trim(upTo, before, max), null);
}
