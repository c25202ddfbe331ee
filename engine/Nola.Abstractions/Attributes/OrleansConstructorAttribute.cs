using Microsoft.Extensions.DependencyInjection;

namespace Orleans;

/// <summary>
/// Marks the constructor of a serializable type. Members are set past it here; a type that needs more has an activator.
/// </summary>
[AttributeUsage(AttributeTargets.Constructor)]
public sealed class OrleansConstructorAttribute : ActivatorUtilitiesConstructorAttribute;
