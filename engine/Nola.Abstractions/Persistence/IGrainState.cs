namespace Orleans;

/// <summary>A state as grain storage sees it.</summary>
public interface IGrainState<T>
{
    /// <summary>The state.</summary>
    T? State { get; set; }

    /// <summary>The storage's tag of the state.</summary>
    string? ETag { get; set; }

    /// <summary>Whether the state exists in storage.</summary>
    bool RecordExists { get; set; }
}
