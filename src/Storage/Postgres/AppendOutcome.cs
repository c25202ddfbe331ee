namespace ShopActors.Storage.Postgres;

/// <summary>The result of a committed batch.</summary>
/// <param name="Taken">For each append whether it was written; the others were refused.</param>
/// <param name="Position">A position of the log before the commit; 0 if nothing was written.</param>
/// <param name="Transaction">The transaction; 0 if nothing was written.</param>
internal readonly record struct AppendOutcome(bool[] Taken, ulong Position, ulong Transaction);
