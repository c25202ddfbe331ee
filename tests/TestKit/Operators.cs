namespace ShopActors.TestKit;

/// <summary>Operators as tests need them.</summary>
internal static class Operators
{
    /// <summary>An operator with every scope that grains ask for.</summary>
    public static Caller All { get; } = Caller.Ops(
        new("ops"),
        Scopes.CatalogWrite,
        Scopes.StockAdjust,
        Scopes.StockRead,
        Scopes.OrdersRead,
        Scopes.OrdersCancel,
        Scopes.OrdersFulfil,
        Scopes.RefundsCreate,
        Scopes.AuditRead,
        Scopes.CustomersManage,
        Scopes.EventsRead,
        Scopes.WebhooksManage);
}
