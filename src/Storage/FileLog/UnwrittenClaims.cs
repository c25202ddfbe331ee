namespace ShopActors.Storage.FileLog;

/// <summary>
/// The claims of journals that nothing was appended to yet, such as those of ids that a client made up. Bounded:
/// a claim that falls out costs its owner one refused append, after which it claims again.
/// </summary>
internal sealed class UnwrittenClaims(int max)
{
    private readonly Dictionary<string, long> _epochs = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, long Epoch)> _oldest = new();

    public long EpochOf(string id) => _epochs.GetValueOrDefault(id);

    public void Set(string id, long epoch)
    {
        _epochs[id] = epoch;
        _oldest.Enqueue((id, epoch));
        while (_oldest.Count > max)
        {
            var (oldestId, oldestEpoch) = _oldest.Dequeue();
            if (_epochs.GetValueOrDefault(oldestId) == oldestEpoch)
            {
                _epochs.Remove(oldestId);
            }
        }
    }

    public void Remove(string id) => _epochs.Remove(id);
}
