namespace Orleans.Providers;

/// <summary>The grain storage of a class derived from <c>Grain&lt;T&gt;</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StorageProviderAttribute : Attribute
{
    /// <summary>The storage's name.</summary>
    /// <value>Default: <c>Default</c>.</value>
    public string ProviderName { get; set; } = ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME;
}
