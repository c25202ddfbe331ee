namespace ShopActors.Storage.Sqlite;

/// <summary>
/// A cache of recently written journal rows, which saves an append the look-up. It is correct because this writer is
/// the only one. Cleared when it is full and when a transaction is rolled back.
/// </summary>
internal sealed class JournalHeads
{
    private const int Max = 32_768; // about 6 MB

    private readonly Dictionary<string, JournalHead> _heads = [];

    public bool TryGet(string id, out JournalHead head) => _heads.TryGetValue(id, out head);

    public void Set(string id, JournalHead head)
    {
        if (_heads.Count >= Max) _heads.Clear();
        _heads[id] = head;
    }

    public void Clear() => _heads.Clear();
}
