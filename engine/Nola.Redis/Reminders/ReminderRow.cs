using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans;
using Orleans.Runtime;

namespace Nola.Redis.Reminders;

/// <summary>A reminder as it is stored, in JSON.</summary>
internal sealed record ReminderRow(string Grain, string Name, DateTime StartAt, TimeSpan Period, string Tag)
{
    public static string Write(ReminderEntry entry, string tag) => JsonSerializer.Serialize(
        new ReminderRow(entry.GrainId.ToString(), entry.ReminderName, entry.StartAt, entry.Period, tag),
        ReminderJson.Default.ReminderRow);

    public static ReminderEntry Read(string json)
    {
        var row = JsonSerializer.Deserialize(json, ReminderJson.Default.ReminderRow)
            ?? throw new ReminderException("A row of the reminder table is empty.");
        return new ReminderEntry
        {
            GrainId = GrainId.Parse(row.Grain),
            ReminderName = row.Name,
            StartAt = row.StartAt,
            Period = row.Period,
            ETag = row.Tag,
        };
    }
}

/// <summary>The serialization code of <see cref="ReminderRow"/>.</summary>
[JsonSerializable(typeof(ReminderRow))]
internal sealed partial class ReminderJson : JsonSerializerContext;
