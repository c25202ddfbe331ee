namespace ShopActors;

/// <summary>Something that runs on a schedule.</summary>
/// <param name="Name">Its name, for the log.</param>
/// <param name="Plan">Asks its grain to plan the next run.</param>
internal sealed record Schedule(string Name, Func<IGrainFactory, Task> Plan);
