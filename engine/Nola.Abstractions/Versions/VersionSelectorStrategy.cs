namespace Orleans.Versions.Selector;

/// <summary>Which of the compatible versions of a grain interface serves a request.</summary>
[GenerateSerializer, SuppressReferenceTracking]
public abstract class VersionSelectorStrategy;
