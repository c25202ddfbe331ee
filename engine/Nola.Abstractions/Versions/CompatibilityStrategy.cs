namespace Orleans.Versions.Compatibility;

/// <summary>Which versions of a grain interface can serve a request.</summary>
[GenerateSerializer, SuppressReferenceTracking]
public abstract class CompatibilityStrategy;
