namespace ShopActors;

/// <summary>
/// The method, or every method of the interface, may be called again with the same arguments as long as a caller does
/// not know what became of an earlier call, even if the earlier call arrives later: together they have the effect of
/// one. A client repeats only such calls, and methods marked <c>[ReadOnly]</c>, when a silo fails.
/// </summary>
/// <remarks>
/// An operation id that the grain remembers, or a state that is terminal by id, makes a command repeatable. A command
/// that sets a value without an id is not: its late twin would undo what came between.
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Interface)]
public sealed class RepeatableAttribute : Attribute;
