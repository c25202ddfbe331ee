namespace Nola.Runtime.Reminders;

/// <summary>The reminder table in the memory of the cluster.</summary>
internal sealed class InMemoryReminderTable(IGrainFactory grains) : IReminderTable
{
    private readonly IReminderTableGrain _table = grains.GetGrain<IReminderTableGrain>(0);

    public Task<ReminderTableData> ReadRows(GrainId grainId) => _table.ReadGrain(grainId);

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => _table.ReadRange(begin, end);

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => _table.ReadRow(grainId, reminderName);

    public Task<string?> UpsertRow(ReminderEntry entry) => _table.UpsertRow(entry);

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        _table.RemoveRow(grainId, reminderName, eTag);

    public Task TestOnlyClearTable() => _table.Clear();
}
