namespace ShopActors.Storage;

/// <summary>One atomic change of a journal: all of it becomes durable, or none of it.</summary>
/// <param name="Id">The journal.</param>
/// <param name="ExpectedVersion">The version that the writer has seen; any other refuses the append.</param>
/// <param name="ExpectedWriter">
/// The journal's writer before the append: with the first append the one that was read (0 where there was none), and
/// the appending writer itself later. Any other refuses the append.
/// </param>
/// <param name="Writer">Who appends (<see cref="JournalWriter.Draw"/>), and the journal's writer from then on.</param>
/// <param name="Events">
/// The events to add, each a JSON value in UTF-8. None is allowed, for a change of the snapshot or the wake-up alone.
/// </param>
/// <param name="Snapshot">
/// The state after <paramref name="Events"/>, a JSON value in UTF-8 that replaces all that came before; empty for none.
/// </param>
/// <param name="WakeUp">What becomes of the wake-up.</param>
public sealed record JournalAppend(
    JournalId Id,
    long ExpectedVersion,
    long ExpectedWriter,
    long Writer,
    IReadOnlyList<ReadOnlyMemory<byte>> Events,
    ReadOnlyMemory<byte> Snapshot,
    WakeUp WakeUp)
{
    /// <summary>When the journal may be deleted; null leaves that as it is.</summary>
    /// <value>Default: null.</value>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The list that the journal is put on with this append.</summary>
    /// <value>Default: none.</value>
    public string? List { get; init; }

    /// <summary>
    /// Whether what <see cref="Snapshot"/> replaces is to leave no trace in the store's files, as far as the store can
    /// tell; with a snapshot only.
    /// </summary>
    /// <value>Default: false.</value>
    public bool Erases { get; init; }

    /// <summary>
    /// The store's generation when the journal was read, where others act on the append before it is durable (safe
    /// where <see cref="IJournalStore.IsOrdered"/>): the append is refused in any other generation.
    /// </summary>
    /// <value>Default: null.</value>
    public long? Generation { get; init; }

    /// <summary>The version after the append.</summary>
    public long NewVersion => ExpectedVersion + Events.Count;

    /// <summary>Throws where the append changes nothing or is not well formed: that is a bug of the caller.</summary>
    internal void Validate()
    {
        if (Id.IsDefault || Events is null || ExpectedVersion < 0 || Writer <= 0)
        {
            throw new ArgumentException("The append names no journal, no events, no writer or a negative version.");
        }

        if (Erases && Snapshot.IsEmpty) throw new ArgumentException($"The append to '{Id}' erases without a snapshot.");

        if (Events.Count == 0 && Snapshot.IsEmpty && WakeUp.IsKeep)
        {
            throw new ArgumentException($"The append to '{Id}' changes nothing.");
        }
    }
}
