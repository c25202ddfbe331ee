using Orleans.Runtime;

namespace Orleans;

/// <summary>The row of a reminder.</summary>
[GenerateSerializer]
public class ReminderEntry
{
    /// <summary>The grain.</summary>
    [Id(0)]
    public GrainId GrainId { get; set; }

    /// <summary>The reminder's name.</summary>
    [Id(1)]
    public string ReminderName { get; set; } = string.Empty;

    /// <summary>The time of the first tick.</summary>
    [Id(2)]
    public DateTime StartAt { get; set; }

    /// <summary>The time between ticks.</summary>
    [Id(3)]
    public TimeSpan Period { get; set; }

    /// <summary>The storage's tag of the row.</summary>
    [Id(4)]
    public string? ETag { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"<{GrainId}, {ReminderName}, {StartAt:O}, {Period}, {ETag}>";
}
