using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

[StatelessWorker, Reentrant, GrainType("event-feed")]
internal sealed class EventFeedGrain(IJournalStore store, TimeProvider time, IOptions<EventOptions> options)
    : Grain, IEventFeedGrain
{
    private const int PageMax = 256;
    private const int ReadMax = 1_024;

    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(1);

    // The store hears at once of this silo's events, and of others only by asking.
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    public async Task<long> End() => await store.ReadOutboxEndAsync();

    public async Task<EventPage> Wait(long after, CancellationToken cancellationToken)
    {
        for (var began = time.GetTimestamp(); ;)
        {
            // Taken before the read, so that no event falls between the two.
            var growth = store.OutboxGrowth;
            var events = await store.ReadOutboxAsync(after, PageMax, cancellationToken);
            if (events.Count > 0 || time.GetElapsedTime(began) >= WaitMax)
            {
                return Page(events, after, events.Count < PageMax, static _ => true);
            }

            await Task.WhenAny(growth, Task.Delay(Period, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public async Task<EventPage> Read(string subject, long after, CancellationToken cancellationToken)
    {
        var events = await store.ReadOutboxAsync(after, ReadMax, cancellationToken);
        return Page(events, after, events.Count < ReadMax, message => message.Subject == subject);
    }

    private EventPage Page(
        IReadOnlyList<OutboxEvent> events, long after, bool isLast, Func<OutboxMessage, bool> wants) => new(
        [.. events.Select(OutboxMessage.Read).Where(wants).Select(Publish)],
        events.Count == 0 ? after : events[^1].Position,
        isLast);

    private PublishedEvent Publish(OutboxMessage message) => new(
        message.Position,
        message.Subject,
        ImmutableCollectionsMarshal.AsImmutableArray(message.ToCloudEvent(options.Value.Source)));
}
