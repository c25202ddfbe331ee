namespace ShopActors.Client;

/// <summary>A violated invariant.</summary>
public sealed record AuditViolation
{
    /// <summary>The invariant, such as <c>I5</c>.</summary>
    public required string Invariant { get; init; }

    /// <summary>The order, payment or SKU that violates it.</summary>
    public required string Subject { get; init; }

    /// <summary>What is wrong.</summary>
    public required string Message { get; init; }
}
