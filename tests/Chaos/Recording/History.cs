namespace ShopActors.Chaos.Recording;

/// <summary>
/// Everything the checker judges: the clients' journal, what the API shows at rest, and the provider's books.
/// </summary>
internal sealed record History
{
    public IReadOnlyList<ClientOperation> Operations { get; init; } = [];

    /// <summary>Stock rows at rest.</summary>
    public IReadOnlyList<StockRow> Stock { get; init; } = [];

    /// <summary>Stock rows sampled while faults were going on.</summary>
    public IReadOnlyList<StockRow> StockSamples { get; init; } = [];

    public IReadOnlyList<OrderRow> Orders { get; init; } = [];

    public IReadOnlyList<CartRow> Carts { get; init; } = [];

    /// <summary>The provider's log in its own order.</summary>
    public IReadOnlyList<ProviderRow> Provider { get; init; } = [];

    /// <summary>Answers to every checkout key, asked again at rest.</summary>
    public IReadOnlyList<ReplayRow> Replays { get; init; } = [];

    /// <summary>Events in the order of their arrival; null if nothing listened.</summary>
    public IReadOnlyList<EventRow>? Events { get; init; }

    /// <summary>Events in the order of the broker's queue; null if there was none.</summary>
    public IReadOnlyList<EventRow>? Published { get; init; }

    public required AuditRow Audit { get; init; }

    /// <summary>The catalogue's unit prices in minor units.</summary>
    public IReadOnlyDictionary<string, long> Prices { get; init; } = new Dictionary<string, long>();
}

internal sealed record StockRow(
    string Sku, long Initial, long Received, long Adjusted, long Available, long Held, long Pinned, long Sold)
{
    public IReadOnlyList<HoldRow>? Holds { get; init; }
}

internal sealed record HoldRow(string Id, string State, long Quantity);

internal sealed record OrderRow(string Id, int Client, string Key, string Status, long Total, string Currency)
{
    public IReadOnlyList<OrderLineRow> Lines { get; init; } = [];

    public string PaymentStatus { get; init; } = "";

    public IReadOnlyList<StepRow> Steps { get; init; } = [];

    public bool IsConfirmed => Status == "confirmed";

    public bool IsTerminal => Status is "confirmed" or "cancelled";
}

internal sealed record OrderLineRow(string Sku, long Quantity, long UnitPrice);

internal sealed record StepRow(long Sequence, string Type, DateTimeOffset At);

internal sealed record CartRow(string Id, int Client, IReadOnlyDictionary<string, long> Lines);

internal sealed record ProviderRow(
    string Kind, string Key, string Payment, string Order, long Amount, string Currency, bool Succeeded);

internal sealed record ReplayRow(string Key, int Status, string AnswerHash, string? OrderId);

internal sealed record AuditRow
{
    public long Pending { get; init; }

    public long Confirmed { get; init; }

    public long Cancelled { get; init; }

    public long CapturedByShop { get; init; }

    public long CapturedByProvider { get; init; }

    public long RefundedByShop { get; init; }

    public long RefundedByProvider { get; init; }

    public long OverdueHolds { get; init; }

    public IReadOnlyList<string> Violations { get; init; } = [];
}
