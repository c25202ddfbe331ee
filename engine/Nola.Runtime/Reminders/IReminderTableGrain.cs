namespace Nola.Runtime.Reminders;

/// <summary>The reminder table in memory. What it holds is lost with its silo.</summary>
internal interface IReminderTableGrain : IGrainWithIntegerKey
{
    Task<ReminderTableData> ReadGrain(GrainId grainId);

    Task<ReminderTableData> ReadRange(uint begin, uint end);

    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

    Task<string?> UpsertRow(ReminderEntry entry);

    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

    Task Clear();
}
