namespace ShopActors.Storage.Postgres;

/// <summary>How far a server has come.</summary>
/// <param name="SystemIdentifier">Drawn when the database cluster was made; its standbys have the same.</param>
/// <param name="Timeline">Grows by one each time a standby becomes the primary.</param>
/// <param name="Position">The position in the write-ahead log.</param>
/// <param name="Transaction">The last transaction of this process that was acknowledged; null before the first.</param>
internal sealed record PostgresMark(long SystemIdentifier, uint Timeline, ulong Position, ulong? Transaction);
