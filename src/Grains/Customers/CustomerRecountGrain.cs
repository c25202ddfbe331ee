using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>Works on one recount at a time.</summary>
[Reentrant, GrainType("customer-recount")]
internal sealed partial class CustomerRecountGrain : RunGrain<CustomerRecountState, CustomerRecountEvent>,
    ICustomerRecountGrain
{
    private const int CustomersAtOnce = 16;

    private readonly IJournalStore _store;
    private readonly ILogger _logger;

    public CustomerRecountGrain(JournalGrainServices services, ILogger<CustomerRecountGrain> logger)
        : base(services) =>
        (_store, _logger) = (services.Store, logger);

    public Task<Result<RecountSnapshot>> Begin(OperationId operation, Caller caller) => BeginAsync<RecountSnapshot>(
        CustomerRecountRules.Request(State, operation, caller, Now), static state => state.Latest);

    public Task<Result<RecountSnapshot>> Get(Caller caller) => AnswerAsync<RecountSnapshot>(
        state => caller.May(Scopes.CustomersManage) ? state.Latest : AccessErrors.Forbidden(Scopes.CustomersManage));

    protected override async Task<CustomerRecountEvent?> PerformAsync(OperationId run)
    {
        try
        {
            return new RecountEnded(await CountAllAsync()) { At = Now };
        }
        catch (Exception e)
        {
            LogInterrupted(_logger, run, e);
            return null;
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
