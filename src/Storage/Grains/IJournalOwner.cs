namespace ShopActors.Storage;

/// <summary>The activation, as seen by its commits.</summary>
internal interface IJournalOwner
{
    /// <summary>The state with all commits applied, as a snapshot.</summary>
    ReadOnlyMemory<byte> EncodeState();

    /// <summary>Ends the activation, because its memory may differ from its journal; returns why it ended.</summary>
    JournalStoreException GiveUp(Exception exception);
}
