namespace Orleans;

/// <summary>The kinds of reasons to deactivate.</summary>
public enum DeactivationReasonCode : byte
{
    /// <summary>No reason.</summary>
    None = 0,

    /// <summary>The silo is shutting down.</summary>
    ShuttingDown = 1,

    /// <summary>The activation failed to start.</summary>
    ActivationFailed = 2,

    /// <summary>The directory failed.</summary>
    DirectoryFailure = 3,

    /// <summary>The activation was idle.</summary>
    ActivationIdle = 4,

    /// <summary>The activation did not respond.</summary>
    ActivationUnresponsive = 5,

    /// <summary>Another activation of the grain exists.</summary>
    DuplicateActivation = 6,

    /// <summary>A request asked for another version of the interface.</summary>
    IncompatibleRequest = 7,

    /// <summary>The application failed.</summary>
    ApplicationError = 8,

    /// <summary>The application asked for it.</summary>
    ApplicationRequested = 9,

    /// <summary>The activation migrates to another silo.</summary>
    Migrating = 10,

    /// <summary>The runtime asked for it.</summary>
    RuntimeRequested = 11,

    /// <summary>Memory runs short.</summary>
    HighMemoryPressure = 12,
}
