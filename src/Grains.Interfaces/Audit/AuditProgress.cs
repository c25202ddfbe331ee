namespace ShopActors;

/// <summary>How far an audit is.</summary>
/// <param name="Read">The journals read so far. An order's is read twice: for the order and for its payment.</param>
/// <param name="Expected">
/// How many there were to read when it began. Grows if it has to begin anew because orders were placed meanwhile.
/// </param>
[GenerateSerializer, Immutable, Alias("shop.audit-progress")]
public sealed record AuditProgress(long Read, long Expected);
