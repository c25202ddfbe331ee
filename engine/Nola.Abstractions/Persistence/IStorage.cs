namespace Orleans.Core;

/// <summary>Reads, writes and clears a stored state.</summary>
public interface IStorage
{
    /// <summary>The storage's tag of the state that was read or written last.</summary>
    string? Etag { get; }

    /// <summary>Whether the state exists in storage.</summary>
    bool RecordExists { get; }

    /// <summary>Removes the stored state and resets the one in memory.</summary>
    Task ClearStateAsync();

    /// <summary>Writes the state.</summary>
    /// <exception cref="Storage.InconsistentStateException">The stored state changed since it was read.</exception>
    Task WriteStateAsync();

    /// <summary>Reads the state, in place of the one in memory.</summary>
    Task ReadStateAsync();

    /// <summary>Removes the stored state and resets the one in memory.</summary>
    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

    /// <summary>Writes the state.</summary>
    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    /// <summary>Reads the state, in place of the one in memory.</summary>
    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
}

/// <summary>Reads, writes and clears a stored state of a type.</summary>
public interface IStorage<TState> : IStorage
{
    /// <summary>The state in memory.</summary>
    TState State { get; set; }
}
