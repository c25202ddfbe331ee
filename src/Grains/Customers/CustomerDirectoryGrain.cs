using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

[StatelessWorker, GrainType("customer-directory")]
internal sealed partial class CustomerDirectoryGrain(IJournalStore store, ILogger<CustomerDirectoryGrain> logger)
    : Grain, ICustomerDirectoryGrain
{
    public async Task<Result<SignInAttempt>> BeginSignIn(string email, SourceId source)
    {
        // No customer can have it.
        if (!EmailAddress.IsValid(email)) return new SignInAttempt();

        var key = EmailAddress.ClaimKey(email);
        var counted = await GrainFactory.GetGrain<ISignInGrain>(key).Begin(source);
        if (counted.IsRefused) return counted.Error;
        var found = await GrainFactory.GetGrain<IEmailClaimGrain>(key).Find();
        if (found.IsRefused) return new SignInAttempt();
        var password = await GrainFactory.GetGrain<IPasswordHolder>(found.Value.Value).GetPassword();
        return password.IsOk
            ? new SignInAttempt { Customer = found.Value, Password = password.Value }
            : new SignInAttempt();
    }

    public async Task<Result<IdentityOwner>> FindByIdentity(ProviderIdentity identity)
    {
        var holder = await GrainFactory.GetGrain<IIdentityClaimGrain>(identity.Id.Value).Find();
        if (holder.IsOk) return new IdentityOwner(holder.Value);
        if (!EmailAddress.IsValid(identity.VerifiedEmail)) return CustomerErrors.IdentityNotLinked;
        var key = EmailAddress.ClaimKey(identity.VerifiedEmail);
        var found = await GrainFactory.GetGrain<IEmailClaimGrain>(key).Find();
        return new IdentityOwner(found.IsOk ? found.Value : null);
    }

    public async Task RequestReset(OperationId operation, string email)
    {
        if (!EmailAddress.IsValid(email)) return;
        var found = await GrainFactory.GetGrain<IEmailClaimGrain>(EmailAddress.ClaimKey(email)).Find();
        if (found.IsOk) await GrainFactory.GetGrain<IPasswordHolder>(found.Value.Value).RequestReset(operation);
    }

    /// <summary>
    /// Reads the customers' journals, the latest first, and keeps what the query wants. Names and addresses are stored
    /// encrypted with a key for each customer, so there is no index of them.
    /// </summary>
    public async Task<Result<CustomerListing>> List(
        Caller caller, CustomerQuery query, CancellationToken cancellationToken)
    {
        if (!caller.May(Scopes.CustomersManage)) return AccessErrors.Forbidden(Scopes.CustomersManage);
        if (await FindDirectlyAsync(query, cancellationToken) is { } found) return found;
        var filter = new CustomerFilter(query.Text);
        var read = await ListReader.ScanAsync<CustomerRecord>(
            query.Cursor,
            Math.Clamp(query.Limit, 1, CustomerLimits.PageMax),
            CustomerLimits.ScanMax,
            (before, max) => store.ReadListAsync(CustomerJournals.List, before, max, cancellationToken),
            async id => new(await TryReadAsync(id, filter, cancellationToken)));
        return read is { } page ? new CustomerListing(page.Found, page.NextCursor) : CustomerErrors.InvalidCursor;
    }

    public async Task<Result<CustomerRecord>> Read(
        Caller caller, CustomerId customer, CancellationToken cancellationToken)
    {
        if (!caller.May(Scopes.CustomersManage)) return AccessErrors.Forbidden(Scopes.CustomersManage);
        return await CustomerJournals.ReadRecordAsync(store, customer, CustomerFilter.All, cancellationToken)
            is { } record ? record : CustomerErrors.NotFound;
    }

    private async ValueTask<CustomerRecord?> TryReadAsync(
        JournalId id, CustomerFilter filter, CancellationToken cancellationToken)
    {
        try
        {
            return await CustomerJournals.ReadRecordAsync(
                store, CustomerJournals.ToCustomer(id), filter, cancellationToken);
        }
        catch (JournalStoreException e) when (e.Failure is JournalStoreFailure.Corrupt or JournalStoreFailure.Newer)
        {
            // One unreadable journal must not hide the others.
            LogUnreadable(logger, id, e);
            return null;
        }
    }

    /// <summary>
    /// The customer whose id or e-mail address the text is; null if customers are to be searched for it.
    /// </summary>
    private async Task<CustomerListing?> FindDirectlyAsync(CustomerQuery query, CancellationToken cancellationToken)
    {
        if (query.Text is not { } text || query.Cursor is not null) return null;
        if (!CustomerId.TryParse(text, out var id))
        {
            if (!EmailAddress.IsValid(text)) return null;
            var holder = await GrainFactory.GetGrain<IEmailClaimGrain>(EmailAddress.ClaimKey(text)).Find();
            if (holder.IsRefused) return null;
            id = holder.Value;
        }

        var found = await CustomerJournals.ReadRecordAsync(store, id, CustomerFilter.All, cancellationToken);
        return new(found is null ? [] : [found], null);
    }

    [LoggerMessage(5711, LogLevel.Error, "{Journal} is left out of the list of customers: it cannot be read")]
    private static partial void LogUnreadable(ILogger logger, JournalId journal, Exception exception);
}
