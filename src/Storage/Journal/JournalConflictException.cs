namespace ShopActors.Storage;

/// <summary>The append was refused: the journal's version or writer is not the one that the append expected.</summary>
[GenerateSerializer]
[Alias("shop.journal-conflict-exception")]
public sealed class JournalConflictException : JournalStoreException
{
    /// <summary>Creates the exception for a refused append.</summary>
    public JournalConflictException(JournalId id, long expectedVersion)
        : base(
            JournalStoreFailure.Conflict,
            $"Journal '{id}' is not at version {expectedVersion} of the writer that was expected: another activation " +
            "has written.")
    {
        JournalId = id.Value;
        ExpectedVersion = expectedVersion;
    }

    /// <summary>The journal's id.</summary>
    [Id(0)]
    public string JournalId { get; private set; }

    /// <summary>The version that the writer expected.</summary>
    [Id(1)]
    public long ExpectedVersion { get; private set; }
}
