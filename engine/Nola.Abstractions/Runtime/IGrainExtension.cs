namespace Orleans.Runtime;

/// <summary>The base of interfaces that are added to grains beside their own.</summary>
public interface IGrainExtension : IAddressable;
