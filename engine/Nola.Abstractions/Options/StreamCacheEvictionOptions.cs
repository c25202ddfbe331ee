namespace Orleans.Configuration;

/// <summary>How long streams keep delivered events for consumers that rewind.</summary>
public class StreamCacheEvictionOptions
{
    /// <summary>Has no effect: events are dropped by age and number alone.</summary>
    /// <value>Default: 5 minutes.</value>
    public TimeSpan DataMinTimeInCache { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The age at which an event is dropped.</summary>
    /// <value>Default: 30 minutes.</value>
    public TimeSpan DataMaxAgeInCache { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Has no effect.</summary>
    /// <value>Default: null.</value>
    public TimeSpan? MetadataMinTimeInCache { get; set; }
}
