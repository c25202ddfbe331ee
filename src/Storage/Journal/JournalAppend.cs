namespace ShopActors.Storage;

/// <summary>One atomic change of a journal: it becomes durable as a whole or not at all.</summary>
/// <param name="Id">The journal.</param>
/// <param name="ExpectedVersion">The version that the writer has seen; the append is refused at any other.</param>
/// <param name="ExpectedWriter">
/// The journal's writer before the append: for an activation's first append the writer that it read (0 for none), for
/// later ones itself. The append is refused for any other.
/// </param>
/// <param name="Writer">
/// The appending activation's token (<see cref="JournalWriter.Draw"/>), which becomes the journal's writer.
/// </param>
/// <param name="Events">
/// The events to add, each a JSON value in UTF-8. May be empty if only the snapshot or the wake-up changes.
/// </param>
/// <param name="Snapshot">
/// The state after <paramref name="Events"/>, a JSON value in UTF-8 that replaces all earlier events; empty for none.
/// </param>
/// <param name="WakeUp">The change of the wake-up.</param>
public sealed record JournalAppend(
    JournalId Id,
    long ExpectedVersion,
    long ExpectedWriter,
    long Writer,
    IReadOnlyList<ReadOnlyMemory<byte>> Events,
    ReadOnlyMemory<byte> Snapshot,
    WakeUp WakeUp)
{
    /// <summary>When the journal may be deleted; null keeps the present time.</summary>
    /// <value>Default: null.</value>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>
    /// The events for others that become durable with this append (docs/adr/0015-outbox.md), each a JSON value in
    /// UTF-8.
    /// </summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<ReadOnlyMemory<byte>> Outgoing { get; init; } = [];

    /// <summary>The number of events for others that the journal has ever had, with <see cref="Outgoing"/>.</summary>
    /// <value>Default: 0.</value>
    public long Sequence { get; init; }

    /// <summary>The list that this append puts the journal on.</summary>
    /// <value>Default: none.</value>
    public string? List { get; init; }

    /// <summary>
    /// Whether the content that <see cref="Snapshot"/> replaces must leave no trace in the store's files, as far as the
    /// store can control it. Needs a snapshot.
    /// </summary>
    /// <value>Default: false.</value>
    public bool Erases { get; init; }

    /// <summary>
    /// The store's generation when the journal was read, for writers whose appends others act on before they are
    /// durable (safe if <see cref="IJournalStore.IsOrdered"/>). The append is refused in any other generation.
    /// </summary>
    /// <value>Default: null.</value>
    public long? Generation { get; init; }

    /// <summary>The version after the append.</summary>
    public long NewVersion => ExpectedVersion + Events.Count;

    /// <summary>Throws if the append changes nothing or is malformed, which is a bug of the caller.</summary>
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
