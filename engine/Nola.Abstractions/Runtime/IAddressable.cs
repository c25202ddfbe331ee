namespace Orleans.Runtime;

/// <summary>Anything that calls can be addressed to: grains, observers and system targets.</summary>
public interface IAddressable;
