using Orleans.Runtime;

namespace Orleans.Services;

/// <summary>The base of interfaces of per-silo services.</summary>
public interface IGrainService : ISystemTarget;
