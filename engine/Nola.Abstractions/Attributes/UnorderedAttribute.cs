namespace Orleans.Concurrency;

/// <summary>Has no effect: messages are never ordered.</summary>
[AttributeUsage(AttributeTargets.Interface)]
[Obsolete("Message order is never guaranteed; the attribute has no effect.")]
public sealed class UnorderedAttribute : Attribute;
