using Orleans.CodeGeneration;

namespace ShopActors;

/// <summary>
/// Reads the shop's events for processes that have no store. Any silo answers; the key is 0. Who may see which events
/// is decided by the API, which asks the grain that owns the subject.
/// </summary>
[Alias("shop.event-feed-grain"), GrainInterfaceType("shop.event-feed-grain"), Version(1)]
[CallableBy(Callers.Api)]
public interface IEventFeedGrain : IGrainWithIntegerKey
{
    /// <summary>A position that every later event is behind.</summary>
    [Alias("end")]
    Task<long> End();

    /// <summary>
    /// Events after a position; waits for up to a second if there are none. The page's position is that of its last
    /// event, or the one asked for.
    /// </summary>
    [Alias("wait")]
    Task<EventPage> Wait(long after, CancellationToken cancellationToken);

    /// <summary>
    /// The events of one subject after a position. Reads a limited number of events of all subjects: the page's
    /// position says how far.
    /// </summary>
    [Alias("read")]
    Task<EventPage> Read(string subject, long after, CancellationToken cancellationToken);
}
