namespace Orleans;

/// <summary>Rows of reminders.</summary>
[GenerateSerializer]
public class ReminderTableData
{
    /// <summary>No rows.</summary>
    public ReminderTableData()
    {
    }

    /// <summary>Some rows.</summary>
    public ReminderTableData(IEnumerable<ReminderEntry> list) => Reminders = [.. list];

    /// <summary>One row.</summary>
    public ReminderTableData(ReminderEntry entry) => Reminders = [entry];

    /// <summary>The rows.</summary>
    [Id(0)]
    public IList<ReminderEntry> Reminders { get; private set; } = [];
}
