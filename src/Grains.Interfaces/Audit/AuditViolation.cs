namespace ShopActors;

/// <summary>A violated invariant.</summary>
/// <param name="Invariant">The invariant, such as <c>I5</c>.</param>
/// <param name="Subject">The order, payment or SKU that violates it.</param>
/// <param name="Message">What is wrong.</param>
[GenerateSerializer, Immutable, Alias("shop.audit-violation")]
public sealed record AuditViolation(string Invariant, string Subject, string Message);
