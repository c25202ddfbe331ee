namespace ShopActors.Storage.Sqlite;

/// <summary>
/// The rows that were written lately, so that an append need not look its journal up: the writer is the only one, so
/// what it wrote is what is there. Emptied when it is full, and when a transaction is rolled back.
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
