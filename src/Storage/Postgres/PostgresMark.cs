namespace ShopActors.Storage.Postgres;

/// <summary>The position of a server.</summary>
/// <param name="SystemIdentifier">Set when the database cluster was created; its standbys have the same one.</param>
/// <param name="Timeline">Grows by one each time a standby becomes the primary.</param>
/// <param name="Position">The position in the write-ahead log.</param>
/// <param name="Transaction">The last transaction of this process that was acknowledged; null before the first.</param>
internal sealed record PostgresMark(long SystemIdentifier, uint Timeline, ulong Position, ulong? Transaction);
