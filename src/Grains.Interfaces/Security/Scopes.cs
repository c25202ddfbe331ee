using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The permissions that operators can have.</summary>
public static class Scopes
{
    /// <summary>Add and change products.</summary>
    public const string CatalogWrite = "catalog:write";

    /// <summary>Change quantities and release holds.</summary>
    public const string StockAdjust = "stock:adjust";

    /// <summary>Read holds and movements.</summary>
    public const string StockRead = "stock:read";

    /// <summary>Read the orders of all customers.</summary>
    public const string OrdersRead = "orders:read";

    /// <summary>Cancel the orders of all customers.</summary>
    public const string OrdersCancel = "orders:cancel";

    /// <summary>Record shipments, returns and notes of all orders.</summary>
    public const string OrdersFulfil = "orders:fulfil";

    /// <summary>Create refunds.</summary>
    public const string RefundsCreate = "refunds:create";

    /// <summary>Decide what became of payments whose outcome the provider does not tell.</summary>
    public const string PaymentsDecide = "payments:decide";

    /// <summary>Read the metrics of a process.</summary>
    public const string MetricsRead = "metrics:read";

    /// <summary>Run the audit.</summary>
    public const string AuditRead = "audit:read";

    /// <summary>Follow the events of the whole shop.</summary>
    public const string EventsRead = "events:read";

    /// <summary>Create, change and delete webhook endpoints, and read their secrets.</summary>
    public const string WebhooksManage = "webhooks:manage";

    /// <summary>Create, change and delete customers.</summary>
    public const string CustomersManage = "customers:manage";

    /// <summary>Make, list and delete operators' keys.</summary>
    public const string OperatorsManage = "operators:manage";

    /// <summary>All scopes.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        CatalogWrite, StockAdjust, StockRead, OrdersRead, OrdersCancel, OrdersFulfil, RefundsCreate, PaymentsDecide,
        MetricsRead, AuditRead, EventsRead, WebhooksManage, CustomersManage, OperatorsManage,
    ];
}
