using System.Collections.Immutable;
using Orleans.Streams;
using Orleans.Streams.Core;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// The base of grains that follow the stream of an area and keep what they learn. The stream is the fast way; where a
/// batch shows that others were missed, the grain reads them from the outbox. State and position are one append, so
/// every event counts once, whatever is delivered again.
/// </summary>
/// <param name="services">The journal's services.</param>
/// <param name="area">The stream's namespace.</param>
internal abstract class ProjectionGrain<TState, TEvent>(JournalGrainServices services, string area)
    : ShopGrain<TState, TEvent>(services), IStreamSubscriptionObserver, IAsyncObserver<EventBatch>
    where TState : class, IJournalState<TState, TEvent>, IProjection
    where TEvent : class
{
    private const int PageMax = 1_024;

    // After so many events that change nothing the position is recorded, so that a restart does not read them again.
    private const int UnrecordedMax = 4_096;

    private readonly IJournalStore _store = services.Store;
    private long _position;
    private int _unrecorded;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _position = State.Position;
    }

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<EventBatch>().ResumeAsync(this);

    public async Task OnNextAsync(EventBatch item, StreamSequenceToken? token = null)
    {
        while (_position < item.Previous) await CatchUpAsync(item.Previous);
        Take(item.Events, item.Position);
        await WhenDurable();
    }

    // The next batch shows the gap.
    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

    /// <summary>What the events change; null for nothing.</summary>
    protected abstract TEvent? Follow(IReadOnlyList<OutboxMessage> events, long position);

    /// <summary>That a position is reached and nothing has changed.</summary>
    protected abstract TEvent Skip(long position);

    private async Task CatchUpAsync(long end)
    {
        var page = await _store.ReadOutboxAsync(_position, PageMax);
        var events = page.TakeWhile(e => e.Position <= end).Select(OutboxMessage.Read)
            .Where(message => ShopStreams.Prefix + message.Area == area)
            .ToImmutableArray();
        Take(events, page.Count == 0 || page[^1].Position >= end ? end : page[^1].Position);
    }

    private void Take(ImmutableArray<OutboxMessage> events, long position)
    {
        if (position <= _position) return;
        var fresh = events.Where(e => e.Position > _position).ToList();
        var change = fresh.Count == 0 ? null : Follow(fresh, position);
        _unrecorded += fresh.Count;
        if (change is null && _unrecorded >= UnrecordedMax) change = Skip(position);
        if (change is not null)
        {
            Record([change]);
            _unrecorded = 0;
        }

        _position = position;
    }
}
