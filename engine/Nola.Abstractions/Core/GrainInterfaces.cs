using Orleans.Runtime;

namespace Orleans;

/// <summary>The base of every grain interface.</summary>
public interface IGrain : IAddressable;

/// <summary>A grain whose key is a <see cref="Guid"/>.</summary>
public interface IGrainWithGuidKey : IGrain;

/// <summary>A grain whose key is a <see cref="long"/>.</summary>
public interface IGrainWithIntegerKey : IGrain;

/// <summary>A grain whose key is a string.</summary>
public interface IGrainWithStringKey : IGrain;

/// <summary>A grain whose key is a <see cref="Guid"/> and a string extension.</summary>
public interface IGrainWithGuidCompoundKey : IGrain;

/// <summary>A grain whose key is a <see cref="long"/> and a string extension.</summary>
public interface IGrainWithIntegerCompoundKey : IGrain;

/// <summary>The base of interfaces whose methods are called back on objects outside grains.</summary>
public interface IGrainObserver : IAddressable;

/// <summary>The base of interfaces of the runtime's own per-silo services.</summary>
public interface ISystemTarget : IAddressable;
