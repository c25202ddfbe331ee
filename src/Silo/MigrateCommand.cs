using System.Data.Common;
using System.Globalization;
using ShopActors.Storage;
using ShopActors.Storage.Postgres;

namespace ShopActors.Silo;

/// <summary>
/// <c>migrate [version]</c>: migrates the schema of the configured PostgreSQL to a version and ends,
/// instead of starting a silo. Silos migrate forward by themselves; this command is for silos without the
/// permission to, and for downgrades.
/// </summary>
internal static class MigrateCommand
{
    public const string Name = "migrate";

    private const string Usage =
        $"""
        {Name} [VERSION] [--Storage:Postgres:ConnectionString=...]

        Brings the schema to VERSION: forward as far as this program knows, which is also what happens without one, or
        one step back. A step back is refused where it would delete journals.
        """;

    private const int Done = 0;
    private const int Failed = 1;
    private const int Misused = 2;

    public static async Task<int> RunAsync(
        string[] args, IConfiguration configuration, TextWriter output, TextWriter error)
    {
        var words = args.Skip(1).Where(static word => !word.StartsWith("--", StringComparison.Ordinal)).ToArray();
        if (words.Length > 1 || !TryParse(words.FirstOrDefault(), out var target))
        {
            await error.WriteLineAsync(Usage);
            return Misused;
        }

        var options = configuration.GetSection(PostgresJournalStoreOptions.SectionName)
            .Get<PostgresJournalStoreOptions>() ?? new();
        try
        {
            var (from, to) = await PostgresSchema.MigrateAsync(options.ConnectionString, target);
            await output.WriteLineAsync(from == to
                ? $"The schema has version {to} already."
                : $"The schema was brought from version {from} to {to}.");
            return Done;
        }
        catch (Exception refused) when (refused is DbException or JournalStoreException or ArgumentException)
        {
            // From the server, the version check, or an invalid connection string.
            await error.WriteLineAsync($"The schema was not changed. {refused.Message}");
            return Failed;
        }
    }

    private static bool TryParse(string? word, out int? version)
    {
        version = int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return word is null || version is not null;
    }
}
