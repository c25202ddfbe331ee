namespace ShopActors.Client;

/// <summary>The violations of one invariant.</summary>
public sealed record AuditViolations
{
    /// <summary>The invariant, such as <c>I5</c>.</summary>
    public required string Invariant { get; init; }

    /// <summary>The number of its violations, among the first thousand of the audit.</summary>
    public required long Count { get; init; }

    /// <summary>The first three.</summary>
    public required IReadOnlyList<AuditViolation> Examples { get; init; }
}
