using Orleans.Runtime;
using Orleans.Services;

namespace Orleans;

/// <summary>The reminder service of a silo.</summary>
public interface IReminderService : IGrainService
{
    /// <summary>Starts the service.</summary>
    Task Start();

    /// <summary>Stops the service.</summary>
    Task Stop();

    /// <summary>Registers a reminder or changes it.</summary>
    Task<IGrainReminder> RegisterOrUpdateReminder(
        GrainId grainId, string reminderName, TimeSpan dueTime, TimeSpan period);

    /// <summary>Removes a reminder.</summary>
    Task UnregisterReminder(IGrainReminder reminder);

    /// <summary>One reminder of a grain, or null.</summary>
    Task<IGrainReminder?> GetReminder(GrainId grainId, string reminderName);

    /// <summary>The reminders of a grain.</summary>
    Task<List<IGrainReminder>> GetReminders(GrainId grainId);
}
