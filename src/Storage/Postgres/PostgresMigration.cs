namespace ShopActors.Storage.Postgres;

/// <summary>One step of the schema, and the way back.</summary>
/// <param name="Up">Brings the schema of the version before to this one. That one must still be able to serve.</param>
/// <param name="Down">Undoes <paramref name="Up"/>, and fails where that would lose journals.</param>
internal sealed record PostgresMigration(string Up, string Down);
