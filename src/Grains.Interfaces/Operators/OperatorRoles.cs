using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The scopes of roles. A key keeps the scopes that its role had when it was made.</summary>
public static class OperatorRoles
{
    /// <summary>The scopes of a role.</summary>
    public static ImmutableArray<string> ScopesOf(OperatorRole role) => role switch
    {
        OperatorRole.Support =>
            [Scopes.OrdersRead, Scopes.OrdersCancel, Scopes.OrdersFulfil, Scopes.CustomersManage, Scopes.StockRead],
        OperatorRole.Stock =>
            [Scopes.StockRead, Scopes.StockAdjust, Scopes.CatalogWrite, Scopes.OrdersRead, Scopes.OrdersFulfil],
        OperatorRole.Finance =>
            [Scopes.OrdersRead, Scopes.RefundsCreate, Scopes.PaymentsDecide, Scopes.AuditRead],
        OperatorRole.Admin => Scopes.All,
        _ => [],
    };
}
