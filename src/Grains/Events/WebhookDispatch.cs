using System.Collections.Immutable;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Delivers one page of the outbox after the other: the events of one subject in order, those of several subjects at
/// the same time. A page is done when each of its events is delivered or parked; only then the endpoint's position
/// moves, so after a crash a page is delivered again, with the same ids.
/// <para>
/// A receiver that refuses an event (<see cref="WebhookRules.OutcomeOf"/>) gets it a few times; then the event is
/// parked, so that it does not hold back what follows. A receiver that fails stops the delivery until its next attempt.
/// A receiver that is gone (410) ends it.
/// </para>
/// </summary>
internal sealed class WebhookDispatch(
    IEventJournal<WebhookState, WebhookEvent> journal,
    IJournalStore store,
    EventSender sender,
    WebhookOptions options,
    JitterSource jitter,
    OutletLag lag,
    TimeProvider time)
{
    private const int PageMax = 128;
    private const int StatusGone = 410;

    // After this many unwanted events the position is recorded, so that a restart does not read them all again.
    private const int UnwantedMax = 2_048;

    private static readonly TimeSpan RefusedDelay = TimeSpan.FromSeconds(1);

    // How far the outbox was read, and how many events without a delivery were read since the recorded position.
    private long _cursor = journal.State.Cursor;
    private int _unwanted;

    // What of the current page is delivered or parked: the next attempt leaves it out.
    private readonly Dictionary<long, WebhookDelivery> _done = [];

    private WebhookState State => journal.State;

    /// <summary>Delivers the next page; false if there is none, or if nothing may be sent now.</summary>
    public async Task<bool> DeliverPageAsync()
    {
        if (State.Failure is { } failure && failure.NextAttemptAt > time.GetUtcNow()) return false;

        // A command may have begun a replay, or a replay has ended.
        if (State.Replay is not null || _cursor < State.Position) Restart();
        var read = await store.ReadOutboxAsync(_cursor, PageMax);
        var page = State.Replay is { } replay ? read.TakeWhile(e => e.Position <= replay.To).ToList() : read;
        if (page.Count == 0)
        {
            lag.CaughtUp();
            if (State.Replay is null) return false;
            _cursor = State.Replay.To;
            Finish([]);
            return true;
        }

        var wanted = page.Select(OutboxMessage.Read)
            .Where(message => EventFilter.Wants(State.Settings!.Events, message.Type))
            .ToList();
        if (wanted.Count == 0)
        {
            Skip(page);
            return true;
        }

        if (State.Replay is null) lag.Behind(wanted[0]);
        return await DeliverAsync(page, wanted);
    }

    private void Restart()
    {
        if (_cursor == State.Cursor) return;
        (_cursor, _unwanted) = (State.Cursor, 0);
        _done.Clear();
    }

    private void Skip(IReadOnlyList<OutboxEvent> page)
    {
        _cursor = page[^1].Position;
        _unwanted += page.Count;
        if (_unwanted >= UnwantedMax || State.Replay is not null) Finish([]);
    }

    private async Task<bool> DeliverAsync(IReadOnlyList<OutboxEvent> page, List<OutboxMessage> wanted)
    {
        using var attempt = new PageAttempt(options.Concurrency);
        await Task.WhenAll(wanted.Where(message => !_done.ContainsKey(message.Position))
            .GroupBy(message => message.Subject)
            .Select(lane => DeliverLaneAsync([.. lane], attempt)));
        if (attempt.Failure is not { } failure)
        {
            _cursor = page[^1].Position;
            Finish([.. _done.Values.OrderBy(delivery => delivery.Position)]);
            return true;
        }

        var now = time.Now();
        WebhookEvent e = failure.Answer == StatusGone
            ? new EndpointDisabled("The receiver is gone (410).") { At = now }
            : WebhookRules.Fail(State, failure, attempt.RetryAfter, jitter.NextDouble(), now);
        journal.Record([e]);
        return false;
    }

    /// <summary>
    /// Delivers the events of one subject. After a failure in any of them nothing more is sent in this attempt.
    /// </summary>
    private async Task DeliverLaneAsync(List<OutboxMessage> messages, PageAttempt attempt)
    {
        foreach (var message in messages)
        {
            await attempt.Turns.WaitAsync();
            try
            {
                if (attempt.Failure is not null) return;
                var (delivery, retryAfter) = await SendAsync(message);
                if (delivery.Outcome == WebhookOutcome.Failed)
                {
                    (attempt.Failure, attempt.RetryAfter) = (delivery, retryAfter);
                    return;
                }

                _done[message.Position] = delivery;
            }
            finally
            {
                attempt.Turns.Release();
            }
        }
    }

    private async Task<(WebhookDelivery Delivery, TimeSpan? RetryAfter)> SendAsync(OutboxMessage message)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (answer, retryAfter) = await sender.SendAsync(State.Settings!.Url, Secrets(), message);
            var outcome = WebhookRules.OutcomeOf(answer);
            if (outcome != WebhookOutcome.Parked || attempt == WebhookRules.RefusalsMax)
            {
                return (Describe(message, outcome, answer), retryAfter);
            }

            await Task.Delay(RefusedDelay * attempt, time);
        }
    }

    private void Finish(ImmutableArray<WebhookDelivery> deliveries)
    {
        _unwanted = 0;
        _done.Clear();
        journal.Record([new PageDelivered(_cursor, deliveries) { At = time.Now() }]);
    }

    private string[] Secrets() => State.EarlierSecret is { } earlier && earlier.Until > time.GetUtcNow()
        ? [State.Secret, earlier.Secret]
        : [State.Secret];

    private WebhookDelivery Describe(OutboxMessage message, WebhookOutcome outcome, int answer) => new()
    {
        Position = message.Position,
        Type = message.Type,
        Subject = message.Subject,
        Sequence = message.Sequence,
        Outcome = outcome,
        Answer = answer,
        At = time.Now(),
    };

    /// <summary>One attempt to deliver a page.</summary>
    private sealed class PageAttempt(int concurrency) : IDisposable
    {
        public SemaphoreSlim Turns { get; } = new(concurrency);

        /// <summary>A delivery that failed; null while none has.</summary>
        public WebhookDelivery? Failure { get; set; }

        /// <summary>How long the receiver asks to wait.</summary>
        public TimeSpan? RetryAfter { get; set; }

        public void Dispose() => Turns.Dispose();
    }
}
