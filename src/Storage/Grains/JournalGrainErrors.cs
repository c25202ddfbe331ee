namespace ShopActors.Storage;

internal static class JournalGrainErrors
{
    public static JournalStoreException GivenUp(JournalId id, JournalStoreException failure) => new(
        JournalStoreFailure.Unavailable, $"The activation of journal '{id}' ended after a storage failure.", failure);

    public static JournalStoreException Ended(JournalId id) =>
        new(JournalStoreFailure.Unavailable, $"The activation of journal '{id}' has ended.");

    public static JournalStoreException NotRead(JournalId id) =>
        new(JournalStoreFailure.Unavailable, $"Journal '{id}' has not been read yet.");
}
