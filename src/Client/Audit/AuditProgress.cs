namespace ShopActors.Client;

/// <summary>How far an audit is.</summary>
public sealed record AuditProgress
{
    /// <summary>The journals read so far. An order's is read twice: for the order and for its payment.</summary>
    public required long Read { get; init; }

    /// <summary>
    /// How many there were to read when it began. Grows if it has to begin anew because orders were placed meanwhile.
    /// </summary>
    public required long Expected { get; init; }
}
