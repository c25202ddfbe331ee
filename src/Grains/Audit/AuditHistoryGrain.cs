using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>Works on one audit after another, and keeps what they found.</summary>
[Reentrant, GrainType("audit-history")]
internal sealed partial class AuditHistoryGrain : RunGrain<AuditHistoryState, AuditHistoryEvent>,
    IAuditHistoryGrain, IAuditRecords
{
    private readonly IJournalStore _store;
    private readonly IPaymentProvider _provider;
    private readonly ILogger _logger;

    // What the audit that runs has read; null while none does.
    private AuditReads? _reads;

    public AuditHistoryGrain(
        JournalGrainServices services,
        IPaymentProvider provider,
        IOptions<AuditOptions> options,
        ILogger<AuditHistoryGrain> logger)
        : base(services, new(options.Value.Every, static (run, now) => new AuditRequested(run) { At = now })) =>
        (_store, _provider, _logger) = (services.Store, provider, logger);

    public Task<Result<AuditSnapshot>> Begin(OperationId operation, Caller caller) => BeginAsync<AuditSnapshot>(
        AuditHistoryRules.Request(State, operation, caller, Now), state => WithProgress(state.Find(operation)!));

    public Task<Result<AuditPage>> List(Caller caller, long? before, int limit) =>
        AnswerAsync<AuditPage>(state => caller.May(Scopes.AuditRead)
            ? AuditHistoryRules.Page([.. state.Runs.Select(WithProgress)], before, limit)
            : AccessErrors.Forbidden(Scopes.AuditRead));

    public Task<Result<AuditSnapshot>> Get(Caller caller, OperationId id) =>
        AnswerAsync<AuditSnapshot>(state => !caller.May(Scopes.AuditRead)
            ? AccessErrors.Forbidden(Scopes.AuditRead)
            : state.Find(id) is { } run ? WithProgress(run) : AuditHistoryRules.NotFound);

    public Task Plan() => PlanAsync();

    public async Task Keep(OperationId run, PrincipalId by, AuditSummary summary)
    {
        Record(AuditHistoryRules.Keep(State, run, by, summary, Now));
        await WhenDurable();
    }

    protected override async Task<AuditHistoryEvent?> PerformAsync(OperationId run)
    {
        AuditSummary? summary = null;
        try
        {
            _reads = new();
            var report = await new AuditRun(_store, _provider, Time, _reads).RunAsync(CancellationToken.None);
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

        return new AuditEnded(run, summary) { At = Now };
    }

    private AuditSnapshot WithProgress(AuditSnapshot run) =>
        _reads is { } reads && run.Id == State.Open ? run with { Progress = reads.Progress } : run;

    [LoggerMessage(5911, LogLevel.Error, "Audit {Run} found {Violations} violations")]
    private static partial void LogViolations(ILogger logger, OperationId run, long violations);

    [LoggerMessage(5912, LogLevel.Error, "Audit {Run} failed; the schedule goes on")]
    private static partial void LogFailed(ILogger logger, OperationId run, Exception exception);
}
