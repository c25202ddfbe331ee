namespace ShopActors.Storage.FileLog;

/// <summary>The journals with a wake-up, soonest first.</summary>
internal sealed class WakeUpIndex
{
    private readonly SortedSet<(long At, int Slot)> _entries = [];

    public void Change(int slot, long from, long to)
    {
        if (from == to) return;

        if (from != LogRecord.NoWakeUp)
        {
            _entries.Remove((from, slot));
        }

        if (to != LogRecord.NoWakeUp)
        {
            _entries.Add((to, slot));
        }
    }

    public IEnumerable<(long At, int Slot)> Due(long now, int max) => _entries.TakeWhile(e => e.At <= now).Take(max);
}
