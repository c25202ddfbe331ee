using ShopActors.Storage;

namespace ShopActors;

/// <summary>Reads customers from their journals, without activating their grains.</summary>
internal static class CustomerJournals
{
    /// <summary>The list of all customers.</summary>
    public const string List = "customers";

    /// <summary>The list of the customers who were deleted, so that reading the others does not meet them.</summary>
    public const string DeletedList = "deleted-customers";

    private const string Prefix = "customer/";

    /// <summary>Lists the journal of every customer, also of those who were deleted, in ordinal order.</summary>
    public static IAsyncEnumerable<JournalId> ListAsync(IJournalStore store, CancellationToken cancellationToken) =>
        store.ListAsync(Prefix, cancellationToken: cancellationToken);

    public static CustomerId ToCustomer(JournalId journal) => CustomerId.Parse(journal.Value[Prefix.Length..]);

    /// <summary>
    /// Reads a customer with the totals, as they are durable now; null if there is none, or no more, or the filter does
    /// not want it.
    /// </summary>
    public static async ValueTask<CustomerRecord?> ReadRecordAsync(
        IJournalStore store, CustomerId id, CustomerFilter filter, CancellationToken cancellationToken)
    {
        var content = await store.ReadAsync(new(Prefix + id.Value), cancellationToken);
        var customer = content.ToState<CustomerState, CustomerEvent>(id.Value);
        if (customer.Status != CustomerStatus.Active) return null;

        // A customer whose key is gone is being deleted.
        var key = await PersonalKeyJournals.ReadAsync(store, PrincipalId.For(id), cancellationToken);
        if (key is null) return null;
        var shown = customer.ToSnapshot(key);
        if (!filter.Accepts(shown)) return null;
        var totals = await store.ReadAsync(new($"{CustomerTotalsGrain.TypeName}/{id}"), cancellationToken);
        return new(
            shown,
            totals.ToState<CustomerTotalsState, CustomerTotalsEvent>(id.Value).Count.Totals);
    }
}
