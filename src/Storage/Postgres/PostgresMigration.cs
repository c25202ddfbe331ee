namespace ShopActors.Storage.Postgres;

/// <summary>One step of the schema, in both directions.</summary>
/// <param name="Up">Upgrades from the previous version, whose programs must still be able to serve.</param>
/// <param name="Down">Reverts <paramref name="Up"/>, and fails if that would lose journals.</param>
internal sealed record PostgresMigration(string Up, string Down);
