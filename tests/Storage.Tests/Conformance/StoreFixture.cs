namespace ShopActors.Storage.Tests.Conformance;

/// <summary>One store under test, and how to close it and open it again.</summary>
public abstract class StoreFixture : IAsyncDisposable
{
    public abstract IJournalStore Store { get; }

    /// <summary>Whether what was appended outlives a reopening.</summary>
    public abstract bool IsDurable { get; }

    public abstract ValueTask Reopen();

    public abstract ValueTask DisposeAsync();
}
