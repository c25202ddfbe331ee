namespace ShopActors.Storage.Tests.Conformance;

/// <summary>A fact of the conformance suite.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConformanceFactAttribute : FactAttribute;
