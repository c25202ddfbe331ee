using Microsoft.Data.Sqlite;

namespace ShopActors.Storage.Sqlite;

/// <summary>Translates failures of the database into the store's.</summary>
internal static class JournalFailures
{
    public static JournalStoreException Translate(SqliteException exception) =>
        Translate(SqliteErrors.Translate(exception));

    public static JournalStoreException Translate(SqliteFailureException exception) => new(
        exception.Failure switch
        {
            SqliteFailure.Corrupt => JournalStoreFailure.Corrupt,
            SqliteFailure.Full => JournalStoreFailure.Full,
            SqliteFailure.Unavailable => JournalStoreFailure.Unavailable,
            SqliteFailure.TooLarge => JournalStoreFailure.TooLarge,
            SqliteFailure.Misconfigured => JournalStoreFailure.Misconfigured,
            SqliteFailure.Locked => JournalStoreFailure.Locked,
            SqliteFailure.Newer => JournalStoreFailure.Newer,
            _ => JournalStoreFailure.OutcomeUnknown,
        },
        exception.Message);
}
