namespace Nola.Runtime.Reminders;

/// <summary>A registered reminder, as of a write of its row.</summary>
[GenerateSerializer, Immutable]
internal sealed class GrainReminder(GrainId grainId, string reminderName, string eTag) : IGrainReminder
{
    [Id(0)]
    public GrainId GrainId { get; private set; } = grainId;

    [Id(1)]
    public string ReminderName { get; private set; } = reminderName;

    [Id(2)]
    public string ETag { get; private set; } = eTag;

    public override string ToString() => $"<{GrainId}, {ReminderName}, {ETag}>";
}
