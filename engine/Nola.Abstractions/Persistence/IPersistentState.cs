using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A state of a grain that is read when it activates and written when it asks.</summary>
public interface IPersistentState<TState> : IStorage<TState>;
