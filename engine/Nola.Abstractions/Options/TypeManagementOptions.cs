namespace Orleans.Configuration;

/// <summary>The map of grain types.</summary>
public sealed class TypeManagementOptions
{
    /// <summary>How often the map is refreshed.</summary>
    /// <value>Default: 1 min.</value>
    public TimeSpan TypeMapRefreshInterval { get; set; } = TimeSpan.FromMinutes(1);
}
