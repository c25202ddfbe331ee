using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>Runs audits on the silo that receives the call, one at a time.</summary>
[StatelessWorker(1), GrainType("audit")]
internal sealed partial class AuditGrain(
    JournalGrainServices services, IPaymentProvider provider, RandomNumberGenerator random, ILogger<AuditGrain> logger)
    : Grain, IAuditGrain
{
    public async Task<Result<AuditReport>> Run(Caller caller, CancellationToken cancellationToken)
    {
        if (!caller.May(Scopes.AuditRead)) return AccessErrors.Forbidden(Scopes.AuditRead);
        var report = await new AuditRun(services.Store, provider, services.Time, new()).RunAsync(cancellationToken);
        AuditInstruments.Record(report);
        await KeepAsync(caller, report);
        return report;
    }

    private async Task KeepAsync(Caller caller, AuditReport report)
    {
        var run = OperationId.New(random);
        try
        {
            await GrainFactory.GetGrain<IAuditRecords>(IAuditHistoryGrain.Key)
                .Keep(run, caller.Id, AuditSummary.Of(report));
        }
        catch (Exception e)
        {
            // What was found is worth most when the store cannot be written to: the operator gets it all the same.
            LogNotKept(logger, run, e);
        }
    }

    [LoggerMessage(5913, LogLevel.Warning, "Audit {Run} was answered, but could not be kept in the history")]
    private static partial void LogNotKept(ILogger logger, OperationId run, Exception exception);
}
