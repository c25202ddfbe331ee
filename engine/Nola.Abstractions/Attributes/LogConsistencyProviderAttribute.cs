namespace Orleans.Providers;

/// <summary>The log-consistency provider of a journaled grain class.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LogConsistencyProviderAttribute : Attribute
{
    /// <summary>The provider's name.</summary>
    /// <value>Default: <c>Default</c>.</value>
    public string ProviderName { get; set; } = ProviderConstants.DEFAULT_LOG_CONSISTENCY_PROVIDER_NAME;
}
