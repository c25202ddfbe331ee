namespace ShopActors;

/// <summary>A contradiction to an invariant.</summary>
/// <param name="Invariant">Which one, such as <c>I5</c>.</param>
/// <param name="Subject">What it is about: an order, payment or SKU.</param>
/// <param name="Message">What is wrong.</param>
[GenerateSerializer, Immutable, Alias("shop.audit-violation")]
public sealed record AuditViolation(string Invariant, string Subject, string Message);
