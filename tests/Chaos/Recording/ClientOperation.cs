namespace ShopActors.Chaos.Recording;

/// <summary>What a client may conclude from an answer.</summary>
internal enum ResultClass
{
    /// <summary>2xx: it happened.</summary>
    Ok,

    /// <summary>A definite refusal, shed requests (429, 503) by contract included: it had no effect.</summary>
    Fail,

    /// <summary>A time-out, a broken connection or another 5xx: it may or may not have happened.</summary>
    Info,
}

internal enum ClientAction
{
    CreateCart,
    AddItem,
    RemoveItem,
    ReadCart,
    CheckOut,
    ReadOrder,
    ReadStock,
    AdjustStock,
}

/// <summary>
/// One request of one client, with what it saw. The checker believes nothing else about the run's course.
/// </summary>
internal sealed record ClientOperation
{
    /// <summary>The client that is the shop's staff, and may see everything.</summary>
    public const int Staff = 0;

    /// <summary>To be filled in.</summary>
    public static ClientOperation Blank { get; } =
        new() { Id = 0, Client = 0, Action = ClientAction.ReadCart, Subject = "", InvokedAt = 0 };

    public required long Id { get; init; }

    public required int Client { get; init; }

    public required ClientAction Action { get; init; }

    /// <summary>The cart, order or SKU it is about; empty for a new cart.</summary>
    public required string Subject { get; init; }

    public string? Sku { get; init; }

    public long Quantity { get; init; }

    public string? Key { get; init; }

    public string BodyHash { get; init; } = "";

    /// <summary>Monotonic milliseconds since the run's start.</summary>
    public required double InvokedAt { get; init; }

    public double ReturnedAt { get; init; } = double.PositiveInfinity;

    public ResultClass Result { get; init; } = ResultClass.Info;

    public int Status { get; init; }

    /// <summary>Attempts that ended without an outcome; a later one with the same key may have told it.</summary>
    public int UnknownAttempts { get; init; }

    /// <summary>
    /// Attempts that were turned away, certainly without effect, because the shop could not serve them.
    /// </summary>
    public int ShedAttempts { get; init; }

    /// <summary>What a checkout pays with.</summary>
    public string? PaymentToken { get; init; }

    public string? AnswerHash { get; init; }

    public string? OrderId { get; init; }

    public string? OrderStatus { get; init; }

    public long? Version { get; init; }

    /// <summary>Units per SKU, where the answer was a cart.</summary>
    public IReadOnlyDictionary<string, long>? Lines { get; init; }

    /// <summary>Every cart and order id in the answer.</summary>
    public IReadOnlyList<string> SeenIds { get; init; } = [];

    public bool EndedBefore(ClientOperation other) => ReturnedAt < other.InvokedAt;
}
