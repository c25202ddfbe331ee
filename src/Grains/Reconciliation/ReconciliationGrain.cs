using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>Works on one reconciliation after another.</summary>
[Reentrant, GrainType("reconciliation")]
internal sealed partial class ReconciliationGrain : RunGrain<ReconciliationState, ReconciliationEvent>,
    IReconciliationGrain, IReconciliationSchedule
{
    private readonly IJournalStore _store;
    private readonly IPaymentProvider _provider;
    private readonly ILogger _logger;

    public ReconciliationGrain(
        JournalGrainServices services,
        IPaymentProvider provider,
        IOptions<PaymentOptions> options,
        ILogger<ReconciliationGrain> logger)
        : base(services, new(
            options.Value.ReconcileEvery, static (run, now) => new ReconciliationRequested(run) { At = now })) =>
        (_store, _provider, _logger) = (services.Store, provider, logger);

    public Task<Result<ReconciliationSnapshot>> Begin(OperationId operation, Caller caller) =>
        BeginAsync<ReconciliationSnapshot>(
            ReconciliationRules.Request(State, operation, caller, Now), state => state.Find(operation)!);

    public Task<Result<ImmutableArray<ReconciliationSnapshot>>> List(Caller caller) =>
        AnswerAsync<ImmutableArray<ReconciliationSnapshot>>(state => caller.May(Scopes.AuditRead)
            ? state.Runs.Reverse().ToImmutableArray()
            : AccessErrors.Forbidden(Scopes.AuditRead));

    public Task<Result<ReconciliationSnapshot>> Get(Caller caller, OperationId id) =>
        AnswerAsync<ReconciliationSnapshot>(state => !caller.May(Scopes.AuditRead)
            ? AccessErrors.Forbidden(Scopes.AuditRead)
            : state.Find(id) is { } run ? run : ReconciliationRules.NotFound);

    public Task Plan() => PlanAsync();

    protected override async Task<ReconciliationEvent?> PerformAsync(OperationId run)
    {
        ReconciliationReport? report = null;
        try
        {
            report = await new ReconciliationRun(new(_store, _provider), TellAsync).RunAsync(run);
            if (report.DifferenceCount > 0) LogDifferences(_logger, run, report.DifferenceCount);
        }
        catch (Exception e)
        {
            LogFailed(_logger, run, e);
        }

        return new ReconciliationEnded(run, report) { At = Now };
    }

    private Task<Result> TellAsync(PaymentId payment, PaymentWebhook webhook) =>
        GrainFactory.GetGrain<IHostedPayment>(payment.Order.Value).HandleWebhook(Caller.Provider, webhook);

    [LoggerMessage(5901, LogLevel.Error, "Reconciliation {Run}: shop and provider disagree on {Differences} payments")]
    private static partial void LogDifferences(ILogger logger, OperationId run, long differences);

    [LoggerMessage(5902, LogLevel.Error, "Reconciliation {Run} failed; the schedule goes on")]
    private static partial void LogFailed(ILogger logger, OperationId run, Exception exception);
}
