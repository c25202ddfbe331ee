namespace ShopActors;

/// <summary>The rules for asking for a recount.</summary>
internal static class CustomerRecountRules
{
    public static Decision<CustomerRecountEvent> Request(
        CustomerRecountState state, OperationId operation, Caller caller, DateTimeOffset now)
    {
        if (!caller.May(Scopes.CustomersManage)) return AccessErrors.Forbidden(Scopes.CustomersManage);
        return state.Operation == operation || state.Open is not null
            ? Decision<CustomerRecountEvent>.DoneBefore
            : new RecountRequested(operation, caller.Id) { At = now };
    }
}
