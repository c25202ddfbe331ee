namespace ShopActors.WebApi.Security;

/// <summary>The holder of the operators' token, with every scope.</summary>
internal static class OperatorCaller
{
    public static Caller Instance { get; } = Caller.Ops(
        new PrincipalId("ops"),
        Scopes.CatalogWrite,
        Scopes.StockAdjust,
        Scopes.StockRead,
        Scopes.OrdersRead,
        Scopes.OrdersCancel,
        Scopes.OrdersFulfil,
        Scopes.RefundsCreate,
        Scopes.MetricsRead,
        Scopes.AuditRead,
        Scopes.WebhooksManage,
        Scopes.EventsRead,
        Scopes.CustomersManage);
}
