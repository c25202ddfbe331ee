namespace ShopActors.Storage;

/// <summary>
/// The append was refused: the journal has another owner or another version than the writer believed.
/// </summary>
[GenerateSerializer]
[Alias("shop.journal-conflict-exception")]
public sealed class JournalConflictException : JournalStoreException
{
    /// <summary>Creates the exception for a refused append.</summary>
    public JournalConflictException(JournalId id, long expectedVersion, long version, long expectedEpoch, long epoch)
        : base(
            JournalStoreFailure.Conflict,
            $"Journal '{id}' is at version {version}, epoch {epoch}; the writer expected version {expectedVersion}, " +
            $"epoch {expectedEpoch}.")
    {
        JournalId = id.Value;
        ExpectedVersion = expectedVersion;
        Version = version;
        ExpectedEpoch = expectedEpoch;
        Epoch = epoch;
    }

    /// <summary>The journal's id.</summary>
    [Id(0)]
    public string JournalId { get; private set; }

    /// <summary>The version that the writer expected.</summary>
    [Id(1)]
    public long ExpectedVersion { get; private set; }

    /// <summary>The journal's version.</summary>
    [Id(2)]
    public long Version { get; private set; }

    /// <summary>The epoch that the writer carried.</summary>
    [Id(3)]
    public long ExpectedEpoch { get; private set; }

    /// <summary>The journal's owner epoch.</summary>
    [Id(4)]
    public long Epoch { get; private set; }
}
