using System.Globalization;

namespace Nola.Runtime.Reminders;

[KeepAlive]
internal sealed class ReminderTableGrain : Grain, IReminderTableGrain
{
    private readonly Dictionary<(GrainId, string), ReminderEntry> _rows = [];
    private long _lastEtag;

    public Task<ReminderTableData> ReadGrain(GrainId grainId) =>
        Task.FromResult(new ReminderTableData(_rows.Values.Where(row => row.GrainId == grainId)));

    public Task<ReminderTableData> ReadRange(uint begin, uint end) =>
        Task.FromResult(new ReminderTableData(_rows.Values.Where(row => IsIn(row.GrainId, begin, end))));

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        Task.FromResult(_rows.GetValueOrDefault((grainId, reminderName)));

    public Task<string?> UpsertRow(ReminderEntry entry)
    {
        entry.ETag = (++_lastEtag).ToString(CultureInfo.InvariantCulture);
        _rows[(entry.GrainId, entry.ReminderName)] = entry;
        return Task.FromResult<string?>(entry.ETag);
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        var isRemoved = _rows.TryGetValue((grainId, reminderName), out var row)
            && row.ETag == eTag
            && _rows.Remove((grainId, reminderName));
        return Task.FromResult(isRemoved);
    }

    public Task Clear()
    {
        _rows.Clear();
        return Task.CompletedTask;
    }

    /// <summary>Whether the grain's point is in (begin, end] of the ring; equal ends are the whole ring.</summary>
    private static bool IsIn(GrainId grainId, uint begin, uint end)
    {
        var point = grainId.GetUniformHashCode();
        return begin < end ? begin < point && point <= end : begin == end || point > begin || point <= end;
    }
}
