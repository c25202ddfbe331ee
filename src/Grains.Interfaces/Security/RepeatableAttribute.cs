namespace ShopActors;

/// <summary>
/// Marks a method, or every method of an interface, as safe to call again with the same arguments while the outcome of
/// an earlier call is unknown, even if the earlier call arrives later: the calls together have the effect of one. When
/// a silo fails, a client repeats only such calls and methods marked <c>[ReadOnly]</c>.
/// </summary>
/// <remarks>
/// A command is repeatable when the grain remembers its operation id, or when its result is a terminal state. A command
/// that sets a value without an id is not: a late duplicate would undo the changes made in between.
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Interface)]
public sealed class RepeatableAttribute : Attribute;
