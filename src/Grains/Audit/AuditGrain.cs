using Orleans.Concurrency;
using Orleans.Runtime;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>Runs audits on the silo that receives the call, one at a time.</summary>
[StatelessWorker(1), GrainType("audit")]
internal sealed class AuditGrain(JournalGrainServices services, IPaymentProvider provider) : Grain, IAuditGrain
{
    public async Task<Result<AuditReport>> Run(Caller caller, CancellationToken cancellationToken)
    {
        if (!caller.May(Scopes.AuditRead)) return AccessErrors.Forbidden(Scopes.AuditRead);
        var report = await new AuditRun(services.Store, provider, services.Time).RunAsync(cancellationToken);
        AuditInstruments.Record(report);
        return report;
    }
}
