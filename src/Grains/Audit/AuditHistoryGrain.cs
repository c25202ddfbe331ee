using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Works on one audit after another. The request is durable with a wake-up, so a crash only delays it: an audit changes
/// nothing, and begins anew.
/// </summary>
[Reentrant, GrainType("audit-history")]
internal sealed partial class AuditHistoryGrain : ShopGrain<AuditHistoryState, AuditHistoryEvent>,
    IAuditHistoryGrain, IAuditRecords, IWakeable
{
    private static readonly TimeSpan ResumeAfter = TimeSpan.FromMinutes(1);

    private readonly JournalGrainServices _services;
    private readonly IPaymentProvider _provider;
    private readonly IOptions<AuditOptions> _options;
    private readonly ILogger _logger;
    private readonly SagaLoop<OperationId> _running;

    // What the audit that runs has read; null while none does.
    private AuditReads? _reads;

    public AuditHistoryGrain(
        JournalGrainServices services,
        IPaymentProvider provider,
        IOptions<AuditOptions> options,
        ILogger<AuditHistoryGrain> logger)
        : base(services)
    {
        (_services, _provider, _options, _logger) = (services, provider, options, logger);
        _running = new(() => State.Open?.Id, PerformAsync);
    }

    public async Task<Result<AuditSnapshot>> Begin(OperationId operation, Caller caller)
    {
        var answer = await AnswerAsync<AuditSnapshot>(
            AuditHistoryRules.Request(State, operation, caller, Now),
            state => WithProgress(state.Find(operation)!),
            WakeUp.At(Now + ResumeAfter));
        _running.RunAsync().Ignore();
        return answer;
    }

    public Task<Result<AuditPage>> List(Caller caller, long? before, int limit) =>
        AnswerAsync<AuditPage>(state => caller.May(Scopes.AuditRead)
            ? AuditHistoryRules.Page([.. state.Runs.Select(WithProgress)], before, limit)
            : AccessErrors.Forbidden(Scopes.AuditRead));

    public Task<Result<AuditSnapshot>> Get(Caller caller, OperationId id) =>
        AnswerAsync<AuditSnapshot>(state => !caller.May(Scopes.AuditRead)
            ? AccessErrors.Forbidden(Scopes.AuditRead)
            : state.Find(id) is { } run ? WithProgress(run) : AuditHistoryRules.NotFound);

    public async Task Plan()
    {
        if (Next is not { } next || WakeAt is null || WakeAt > next) await CommitAsync([], NextWakeUp);
    }

    public async Task Keep(OperationId run, PrincipalId by, AuditSummary summary)
    {
        Record(AuditHistoryRules.Keep(State, run, by, summary, Now));
        await WhenDurable();
    }

    public async Task Wake()
    {
        if (State.Open is null && _options.Value.Every > TimeSpan.Zero && WakeAt <= Now)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"scheduled-{Now.ToUnixTimeMilliseconds()}");
            Record(new AuditRequested(new(id)) { At = Now }, WakeUp.At(Now + ResumeAfter));
        }
        else
        {
            Record([], NextWakeUp);
        }

        // An audit takes longer than a call may.
        _running.RunAsync().Ignore();
        await WhenDurable();
    }

    /// <summary>When to wake up: soon while there is work, otherwise for the schedule; null for never.</summary>
    private DateTimeOffset? Next =>
        State.Open is not null ? Now + ResumeAfter
        : _options.Value.Every is var every && every > TimeSpan.Zero ? (State.ScheduledAt ?? Now) + every
        : null;

    private WakeUp NextWakeUp => Next is { } next ? WakeUp.At(next) : WakeUp.None;

    private AuditSnapshot WithProgress(AuditSnapshot run) =>
        _reads is { } reads && run.Id == State.Open?.Id ? run with { Progress = reads.Progress } : run;

    private async Task<bool> PerformAsync(OperationId run)
    {
        await WhenDurable();
        AuditSummary? summary = null;
        try
        {
            _reads = new();
            var report = await new AuditRun(_services.Store, _provider, Time, _reads).RunAsync(CancellationToken.None);
            AuditInstruments.Record(report);
            summary = AuditSummary.Of(report);
            if (report.ViolationCount > 0) LogViolations(_logger, run, report.ViolationCount);
        }
        catch (Exception e)
        {
            // The history says that it failed, and the next one is run.
            LogFailed(_logger, run, e);
        }
        finally
        {
            _reads = null;
        }

        Record(new AuditEnded(run, summary) { At = Now });
        Record([], NextWakeUp);
        await WhenDurable();
        return true;
    }

    [LoggerMessage(5911, LogLevel.Error, "Audit {Run} found {Violations} violations")]
    private static partial void LogViolations(ILogger logger, OperationId run, long violations);

    [LoggerMessage(5912, LogLevel.Error, "Audit {Run} failed; the schedule goes on")]
    private static partial void LogFailed(ILogger logger, OperationId run, Exception exception);
}
