using System.Globalization;
using Orleans.Runtime;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// The base of grains that work on one run after another, on demand and by a schedule. A request is durable with a
/// wake-up, so a crash only delays a run: it begins anew, and what it does twice must count once.
/// </summary>
internal abstract class RunGrain<TState, TEvent> : ShopGrain<TState, TEvent>, IWakeable
    where TState : class, IRunState<TState, TEvent>
    where TEvent : class
{
    private static readonly TimeSpan ResumeAfter = TimeSpan.FromMinutes(1);

    private readonly RunSchedule<TEvent>? _schedule;
    private readonly SagaLoop<OperationId> _running;

    protected RunGrain(JournalGrainServices services, RunSchedule<TEvent>? schedule = null)
        : base(services)
    {
        // A period of zero is a schedule that is switched off.
        _schedule = schedule?.Every > TimeSpan.Zero ? schedule : null;
        _running = new(() => State.Open, RunAsync);
    }

    public async Task Wake()
    {
        if (State.Open is null && _schedule is not null && WakeAt <= Now)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"scheduled-{Now.ToUnixTimeMilliseconds()}");
            Record(_schedule.Request(new(id), Now), WakeUp.At(Now + ResumeAfter));
        }
        else
        {
            Record([], NextWakeUp);
        }

        // A run takes longer than a call may.
        _running.RunAsync().Ignore();
        await WhenDurable();
    }

    /// <summary>Works on a run, and returns the event that ends it; null to begin it anew in a minute.</summary>
    protected abstract Task<TEvent?> PerformAsync(OperationId run);

    /// <summary>Plans the schedule's next run, unless it is planned in time already.</summary>
    protected async Task PlanAsync()
    {
        if (Next is not { } next || WakeAt is null || WakeAt > next) await CommitAsync([], NextWakeUp);
    }

    /// <summary>Records a request, answers it, and goes to work.</summary>
    protected async Task<Result<T>> BeginAsync<T>(Decision<TEvent> request, Func<TState, Result<T>> read)
        where T : notnull
    {
        var answer = await AnswerAsync(request, read, WakeUp.At(Now + ResumeAfter));
        _running.RunAsync().Ignore();
        return answer;
    }

    /// <summary>When to wake up: soon while there is work, otherwise for the schedule; null for never.</summary>
    private DateTimeOffset? Next =>
        State.Open is not null ? Now + ResumeAfter
        : _schedule is not null ? (State.ScheduledAt ?? Now) + _schedule.Every
        : null;

    private WakeUp NextWakeUp => Next is { } next ? WakeUp.At(next) : WakeUp.None;

    private async Task<bool> RunAsync(OperationId run)
    {
        // A run may have effects elsewhere: its request must not be lost after them.
        await WhenDurable();
        if (await PerformAsync(run) is not { } ended) return false;
        Record(ended);
        Record([], NextWakeUp);
        await WhenDurable();
        return true;
    }
}
