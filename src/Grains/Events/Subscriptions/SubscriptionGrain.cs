using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>A way out for events. One loop runs at a time; a call to advance while it runs waits for its end.</summary>
[Reentrant]
[GrainType(TypeName)]
internal sealed partial class SubscriptionGrain(
    JournalGrainServices services,
    EventOutlets outlets,
    OutletInstruments instruments,
    JitterSource jitter,
    ILogger<SubscriptionGrain> logger)
    : ShopGrain<SubscriptionState, SubscriptionEvent>(services), ISubscriptionGrain
{
    public const string TypeName = "subscription";

    private const int PageMax = 256;

    // How far ahead of the recorded position it may be: what a crash repeats.
    private const int UnrecordedMax = 1_024;

    private static readonly TimeSpan RecordPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PauseMax = TimeSpan.FromMinutes(1);

    private readonly IJournalStore _store = services.Store;
    private Task _advancing = Task.CompletedTask;

    // Null before the first delivery: a grain that is only asked about delivers nothing.
    private OutletLag? _lag;

    // How far it is, how many events that is behind the recorded position, and when that was recorded.
    private SubscriptionPlace _place;
    private int _unrecorded;
    private DateTimeOffset _recordedAt;

    // The broker's failures since its last success.
    private int _failures;
    private string? _failure;
    private DateTimeOffset _notBefore;

    private IEventPublisher? Publisher => outlets.FindPublisher(this.GetPrimaryKeyString());

    private bool Exists => outlets.Names.Contains(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _place = State.Place;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _lag?.Dispose();
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    public async Task<Result<SubscriptionSnapshot>> Get(Caller caller)
    {
        if (SubscriptionRules.CheckVisible(caller) is { } hidden) return hidden;
        return Exists ? await DescribeAsync() : SubscriptionErrors.NotFound;
    }

    public Task<Result<SubscriptionSnapshot>> Pause(OperationId operation, Caller caller) =>
        ExecuteAsync(SubscriptionRules.Pause(State, operation, caller, Now));

    public Task<Result<SubscriptionSnapshot>> Resume(OperationId operation, Caller caller) =>
        ExecuteAsync(SubscriptionRules.Resume(State, operation, caller, Now));

    public Task<Result<SubscriptionSnapshot>> Replay(OperationId operation, Caller caller, long from)
    {
        // What is handed over and not recorded may be replayed as well.
        RecordPlace([]);
        return ExecuteAsync(SubscriptionRules.Replay(State, operation, caller, from, Now));
    }

    public Task Advance()
    {
        if (_advancing.IsCompleted) _advancing = AdvanceAsync();
        return _advancing;
    }

    public async Task<SubscriptionPlace> Pass(long start, long position)
    {
        if (start == State.Start && position > State.Position)
        {
            Record([new EventsPassed(position, []) { At = Now }]);
        }

        await WhenDurable();
        return State.Place;
    }

    private async Task AdvanceAsync()
    {
        if (Publisher is not { } publisher) return;
        _lag ??= instruments.Observe(publisher.Name);
        if (State.IsPaused) _lag.CaughtUp();
        while (!State.IsPaused && Now >= _notBefore && await HandOverPageAsync(publisher)) await WhenDurable();
        if (Now >= _recordedAt + RecordPeriod) RecordPlace([]);
        await WhenDurable();
    }

    /// <summary>Hands over the next page; false if there is none, or if the broker does not take it.</summary>
    private async Task<bool> HandOverPageAsync(IEventPublisher publisher)
    {
        if (_place.Start != State.Start) (_place, _unrecorded) = (State.Place, 0);
        var place = _place;
        var page = await _store.ReadOutboxAsync(place.Position, PageMax);
        if (page.Count == 0)
        {
            _lag?.CaughtUp();
            return false;
        }

        OutboxMessage[] messages = [.. page.Select(OutboxMessage.Read)];
        _lag?.Behind(messages[0]);
        if (await PublishAsync(publisher, messages) is not { } refused) return false;

        // A command may have moved the start during the call.
        if (place.Start != State.Start) return true;
        _place = place with { Position = page[^1].Position };
        _unrecorded += page.Count;
        if (!refused.IsEmpty || _unrecorded >= UnrecordedMax || Now >= _recordedAt + RecordPeriod)
        {
            RecordPlace(refused);
        }

        return true;
    }

    /// <summary>The events that the broker refused for good; null if the page has to be handed over again.</summary>
    private async Task<ImmutableArray<ParkedEvent>?> PublishAsync(
        IEventPublisher publisher, IReadOnlyList<OutboxMessage> page)
    {
        using var timeout = new CancellationTokenSource(PublishTimeout, Time);
        try
        {
            var refused = await publisher.PublishAsync(page, timeout.Token);
            (_failures, _failure) = (0, null);
            foreach (var (e, reason) in refused) LogParked(logger, e.Id, publisher.Name, reason);
            return [.. refused.Select(Park)];
        }
        catch (Exception e)
        {
            var pause = FirstPause * Math.Pow(2, Math.Min(_failures++, 10)) * (0.9 + (0.2 * jitter.NextDouble()));
            _notBefore = Now + (pause < PauseMax ? pause : PauseMax);
            if (_failure is null) LogFailing(logger, publisher.Name, e);
            _failure = e.Message;
            return null;
        }
    }

    private void RecordPlace(ImmutableArray<ParkedEvent> parked)
    {
        if (_place.Start != State.Start || (_place.Position == State.Position && parked.IsEmpty)) return;
        _unrecorded = 0;
        _recordedAt = Now;
        Record([new EventsPassed(_place.Position, parked) { At = Now }]);
    }

    private async Task<Result<SubscriptionSnapshot>> ExecuteAsync(Decision<SubscriptionEvent> decision)
    {
        if (decision.Error is { } error) return error;
        if (!Exists) return SubscriptionErrors.NotFound;
        Record(decision);
        await WhenDurable();
        var answer = Result.From(await DescribeAsync());
        return decision.IsRepeat ? answer.AsReplay() : answer;
    }

    private async Task<SubscriptionSnapshot> DescribeAsync()
    {
        var position = _place.Start == State.Start ? Math.Max(_place.Position, State.Position) : State.Position;
        var next = await _store.ReadOutboxAsync(position, 1);
        return new()
        {
            Name = State.Name,
            Status = State.IsPaused ? SubscriptionStatus.Paused
                : _failure is null ? SubscriptionStatus.Active : SubscriptionStatus.Failing,
            Reason = _failure,
            Position = position,
            BehindSince = next.Count == 0 ? null : OutboxMessage.Read(next[0]).Time,
            Parked = [.. State.Parked.Reverse()],
            Version = State.Version,
        };
    }

    private ParkedEvent Park(RefusedEvent refused) => new()
    {
        Position = refused.Event.Position,
        Type = refused.Event.Type,
        Subject = refused.Event.Subject,
        Reason = refused.Reason,
        At = Now,
    };

    [LoggerMessage(5611, LogLevel.Warning, "Event {Event} is parked: {Publisher} refuses it ({Reason})")]
    private static partial void LogParked(ILogger logger, string @event, string publisher, string reason);

    [LoggerMessage(5612, LogLevel.Warning, "{Publisher} does not take events; they are handed over again")]
    private static partial void LogFailing(ILogger logger, string publisher, Exception exception);
}
