namespace ShopActors.Storage;

/// <summary>The reason why a journal store failed.</summary>
[GenerateSerializer]
public enum JournalStoreFailure
{
    /// <summary>The store cannot be reached or is temporarily not serving; nothing was changed.</summary>
    Unavailable = 0,

    /// <summary>It is unknown whether the change was made. Read the journal again to find out.</summary>
    OutcomeUnknown = 1,

    /// <summary>The store has no space left for the change; nothing was changed, and reads still work.</summary>
    Full = 2,

    /// <summary>The change exceeds the store's size limits; nothing was changed.</summary>
    TooLarge = 3,

    /// <summary>Another activation has become the journal's writer; nothing was changed.</summary>
    Conflict = 4,

    /// <summary>Stored data is damaged. An operator must act; retrying does not help.</summary>
    Corrupt = 5,

    /// <summary>
    /// The store has lost acknowledged data, for example because an older copy was restored. An operator must act.
    /// </summary>
    Regressed = 6,

    /// <summary>The store's settings are not safe for durable data.</summary>
    Misconfigured = 7,

    /// <summary>Another process has the store open.</summary>
    Locked = 8,

    /// <summary>The store has been closed.</summary>
    Closed = 9,

    /// <summary>
    /// Written by a newer version of the program and unreadable for this one; nothing was changed. A silo of that
    /// version can read it.
    /// </summary>
    Newer = 10,
}

/// <summary>A journal store failed; <see cref="Failure"/> gives the reason.</summary>
[GenerateSerializer]
[Alias("shop.journal-store-exception")]
public class JournalStoreException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <remarks>
    /// The type and message of the cause are kept as text and not as an inner exception: this exception crosses grain
    /// calls, and only the silo has the types of a client library such as Npgsql.
    /// </remarks>
    public JournalStoreException(JournalStoreFailure failure, string message, Exception? cause = null)
        : base(cause is null ? message : $"{message} {cause.GetType().Name}: {cause.Message}")
    {
        Failure = failure;
    }

    /// <summary>The reason.</summary>
    [Id(0)]
    public JournalStoreFailure Failure { get; private set; }

    /// <summary>Whether a retry after reading the journal again may succeed.</summary>
    public bool IsTransient => Failure is JournalStoreFailure.Unavailable or JournalStoreFailure.OutcomeUnknown
        or JournalStoreFailure.Full or JournalStoreFailure.Conflict;
}
