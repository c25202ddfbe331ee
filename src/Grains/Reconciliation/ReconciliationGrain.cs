using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Works on one reconciliation after another. The request is durable with a wake-up, so a crash only delays it: a run
/// begins anew, and everything that it causes happens once.
/// </summary>
[Reentrant, GrainType("reconciliation")]
internal sealed partial class ReconciliationGrain : ShopGrain<ReconciliationState, ReconciliationEvent>,
    IReconciliationGrain, IReconciliationSchedule, IWakeable
{
    private static readonly TimeSpan ResumeAfter = TimeSpan.FromMinutes(1);

    private readonly JournalGrainServices _services;
    private readonly IPaymentProvider _provider;
    private readonly IOptions<PaymentOptions> _options;
    private readonly ILogger _logger;
    private readonly SagaLoop<OperationId> _running;

    public ReconciliationGrain(
        JournalGrainServices services,
        IPaymentProvider provider,
        IOptions<PaymentOptions> options,
        ILogger<ReconciliationGrain> logger)
        : base(services)
    {
        (_services, _provider, _options, _logger) = (services, provider, options, logger);
        _running = new(() => State.Open?.Id, PerformAsync);
    }

    public async Task<Result<ReconciliationSnapshot>> Begin(OperationId operation, Caller caller)
    {
        var answer = await AnswerAsync<ReconciliationSnapshot>(
            ReconciliationRules.Request(State, operation, caller, Now),
            state => state.Find(operation)!,
            WakeUp.At(Now + ResumeAfter));
        _running.RunAsync().Ignore();
        return answer;
    }

    public Task<Result<ImmutableArray<ReconciliationSnapshot>>> List(Caller caller) =>
        AnswerAsync<ImmutableArray<ReconciliationSnapshot>>(state => caller.May(Scopes.AuditRead)
            ? state.Runs.Reverse().ToImmutableArray()
            : AccessErrors.Forbidden(Scopes.AuditRead));

    public Task<Result<ReconciliationSnapshot>> Get(Caller caller, OperationId id) =>
        AnswerAsync<ReconciliationSnapshot>(state => !caller.May(Scopes.AuditRead)
            ? AccessErrors.Forbidden(Scopes.AuditRead)
            : state.Find(id) is { } run ? run : ReconciliationRules.NotFound);

    public async Task Plan()
    {
        if (Next is not { } next || WakeAt is null || WakeAt > next) await CommitAsync([], NextWakeUp);
    }

    public async Task Wake()
    {
        if (State.Open is null && _options.Value.ReconcileEvery > TimeSpan.Zero && WakeAt <= Now)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"scheduled/{Now.ToUnixTimeMilliseconds()}");
            Record(new ReconciliationRequested(new(id)) { At = Now }, WakeUp.At(Now + ResumeAfter));
        }
        else
        {
            Record([], NextWakeUp);
        }

        // A run takes longer than a call may.
        _running.RunAsync().Ignore();
        await WhenDurable();
    }

    /// <summary>When to wake up: soon while there is work, otherwise for the schedule; null for never.</summary>
    private DateTimeOffset? Next =>
        State.Open is not null ? Now + ResumeAfter
        : _options.Value.ReconcileEvery is var every && every > TimeSpan.Zero ? (State.ScheduledAt ?? Now) + every
        : null;

    private Task<Result> TellAsync(PaymentId payment, PaymentWebhook webhook) =>
        GrainFactory.GetGrain<IHostedPayment>(payment.Order.Value).HandleWebhook(Caller.Provider, webhook);

    private WakeUp NextWakeUp => Next is { } next ? WakeUp.At(next) : WakeUp.None;

    private async Task<bool> PerformAsync(OperationId run)
    {
        // Tell no payment to look anything up before the request is durable.
        await WhenDurable();
        ReconciliationReport? report = null;
        try
        {
            report = await new ReconciliationRun(new(_services.Store, _provider), TellAsync).RunAsync(run);
            if (report.DifferenceCount > 0) LogDifferences(_logger, run, report.DifferenceCount);
        }
        catch (Exception e)
        {
            LogFailed(_logger, run, e);
        }

        Record(new ReconciliationEnded(run, report) { At = Now });
        Record([], NextWakeUp);
        await WhenDurable();
        return true;
    }

    [LoggerMessage(5901, LogLevel.Error, "Reconciliation {Run}: shop and provider disagree on {Differences} payments")]
    private static partial void LogDifferences(ILogger logger, OperationId run, long differences);

    [LoggerMessage(5902, LogLevel.Error, "Reconciliation {Run} failed; the schedule goes on")]
    private static partial void LogFailed(ILogger logger, OperationId run, Exception exception);
}
