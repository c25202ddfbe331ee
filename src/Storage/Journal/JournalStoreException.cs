namespace ShopActors.Storage;

/// <summary>Why a journal store did not do what it was asked.</summary>
[GenerateSerializer]
public enum JournalStoreFailure
{
    /// <summary>The store cannot be reached or does not serve at the moment; nothing was changed.</summary>
    Unavailable = 0,

    /// <summary>It is unknown whether the change was made. Claim the journal again to find out.</summary>
    OutcomeUnknown = 1,

    /// <summary>There is no space left for the change; nothing was changed, and reads go on.</summary>
    Full = 2,

    /// <summary>The change exceeds the store's size limits; nothing was changed.</summary>
    TooLarge = 3,

    /// <summary>The caller is not the journal's owner any more; nothing was changed.</summary>
    Conflict = 4,

    /// <summary>Stored data is damaged. It needs an operator, retrying is of no use.</summary>
    Corrupt = 5,

    /// <summary>The store has lost acknowledged data (an older copy came back). It needs an operator.</summary>
    Regressed = 6,

    /// <summary>The store's settings are not safe for durable data.</summary>
    Misconfigured = 7,

    /// <summary>Another process has the store open.</summary>
    Locked = 8,

    /// <summary>The store has been closed.</summary>
    Closed = 9,

    /// <summary>
    /// Written by a newer version of the program, and of no use to this one; nothing was changed. A silo of that
    /// version can read it.
    /// </summary>
    Newer = 10,
}

/// <summary>A journal store did not do what it was asked; <see cref="Failure"/> says why.</summary>
[GenerateSerializer]
[Alias("shop.journal-store-exception")]
public class JournalStoreException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <remarks>
    /// Of the cause its type and message are kept as text. It is no inner exception: this one crosses grain calls, and
    /// a client's library, such as that of PostgreSQL, is known to the silo alone.
    /// </remarks>
    public JournalStoreException(JournalStoreFailure failure, string message, Exception? cause = null)
        : base(cause is null ? message : $"{message} {cause.GetType().Name}: {cause.Message}")
    {
        Failure = failure;
    }

    /// <summary>Why.</summary>
    [Id(0)]
    public JournalStoreFailure Failure { get; private set; }

    /// <summary>Whether a new attempt on a fresh claim may succeed by itself.</summary>
    public bool IsTransient => Failure is JournalStoreFailure.Unavailable or JournalStoreFailure.OutcomeUnknown
        or JournalStoreFailure.Full or JournalStoreFailure.Conflict;
}
