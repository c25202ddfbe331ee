using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Works on one recount. The request is durable with a wake-up, so a crash only delays it: it begins anew, and counting
/// twice changes nothing.
/// </summary>
[Reentrant, GrainType("customer-recount")]
internal sealed partial class CustomerRecountGrain : ShopGrain<CustomerRecountState, CustomerRecountEvent>,
    ICustomerRecountGrain, IWakeable
{
    private const int CustomersAtOnce = 16;

    private static readonly TimeSpan ResumeAfter = TimeSpan.FromMinutes(1);

    private readonly IJournalStore _store;
    private readonly ILogger _logger;
    private readonly SagaLoop<OperationId> _running;

    public CustomerRecountGrain(JournalGrainServices services, ILogger<CustomerRecountGrain> logger)
        : base(services)
    {
        (_store, _logger) = (services.Store, logger);
        _running = new(() => State.Open, PerformAsync);
    }

    public async Task<Result<RecountSnapshot>> Begin(OperationId operation, Caller caller)
    {
        var answer = await AnswerAsync<RecountSnapshot>(
            CustomerRecountRules.Request(State, operation, caller, Now),
            static state => state.Latest,
            WakeUp.At(Now + ResumeAfter));
        _running.RunAsync().Ignore();
        return answer;
    }

    public Task<Result<RecountSnapshot>> Get(Caller caller) => AnswerAsync<RecountSnapshot>(
        state => caller.May(Scopes.CustomersManage) ? state.Latest : AccessErrors.Forbidden(Scopes.CustomersManage));

    public async Task Wake()
    {
        Record([], State.Open is null ? WakeUp.None : WakeUp.At(Now + ResumeAfter));

        // A recount takes longer than a call may.
        _running.RunAsync().Ignore();
        await WhenDurable();
    }

    private async Task<bool> PerformAsync(OperationId operation)
    {
        await WhenDurable();
        try
        {
            var count = await CountAllAsync();
            Record([new RecountEnded(count) { At = Now }], WakeUp.None);
            await WhenDurable();
            return true;
        }
        catch (Exception e)
        {
            // The wake-up begins it anew.
            LogInterrupted(_logger, operation, e);
            return false;
        }
    }

    private async Task<long> CountAllAsync()
    {
        var count = 0L;
        List<Task> counting = [];
        await foreach (var journal in CustomerJournals.ListAsync(_store, CancellationToken.None))
        {
            var customer = CustomerJournals.ToCustomer(journal);
            counting.Add(GrainFactory.GetGrain<ICustomerTotalsGrain>(customer.Value).Recount());
            count++;
            if (counting.Count < CustomersAtOnce) continue;
            await Task.WhenAll(counting);
            counting.Clear();
        }

        await Task.WhenAll(counting);
        return count;
    }

    [LoggerMessage(5712, LogLevel.Warning, "The recount {Operation} of customers' totals was interrupted; it goes on")]
    private static partial void LogInterrupted(ILogger logger, OperationId operation, Exception exception);
}
