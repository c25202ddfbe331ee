namespace Orleans.Runtime;

/// <summary>Names a persistent state and its storage.</summary>
public interface IPersistentStateConfiguration
{
    /// <summary>The state's name, as the storage gets it.</summary>
    string StateName { get; }

    /// <summary>The storage's name; null for the default storage.</summary>
    string? StorageName { get; }
}
