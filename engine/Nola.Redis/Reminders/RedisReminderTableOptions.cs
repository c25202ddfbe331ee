using StackExchange.Redis;

namespace Orleans.Configuration;

/// <summary>Where the reminder table is.</summary>
public class RedisReminderTableOptions
{
    /// <summary>How to connect.</summary>
    /// <value>Default: null; either this or <see cref="CreateMultiplexer"/> has to be set.</value>
    public ConfigurationOptions? ConfigurationOptions { get; set; }

    /// <summary>Makes the connection, and tells whether it is shared and so not to be closed.</summary>
    /// <value>Default: connects as <see cref="ConfigurationOptions"/> say.</value>
    public Func<RedisReminderTableOptions, Task<(IConnectionMultiplexer Multiplexer, bool IsShared)>> CreateMultiplexer
    {
        get;
        set;
    } = DefaultCreateMultiplexer;

    /// <summary>How long the table outlives its last change; for tests.</summary>
    /// <value>Default: null, which is for ever.</value>
    public TimeSpan? EntryExpiry { get; set; }

    private static async Task<(IConnectionMultiplexer Multiplexer, bool IsShared)> DefaultCreateMultiplexer(
        RedisReminderTableOptions options)
    {
        var configuration = options.ConfigurationOptions
            ?? throw new Runtime.OrleansConfigurationException("Redis reminders have no ConfigurationOptions.");
        return (await ConnectionMultiplexer.ConnectAsync(configuration).ConfigureAwait(false), false);
    }
}
