namespace Orleans.Configuration;

/// <summary>How events are taken from queues to consumers.</summary>
public sealed class StreamPullingAgentOptions
{
    /// <summary>Batches that are delivered together.</summary>
    /// <value>Default: 1.</value>
    public int BatchContainerBatchSize { get; set; } = 1;

    /// <summary>How often a queue is polled.</summary>
    /// <value>Default: 100 ms.</value>
    public TimeSpan GetQueueMsgsTimerPeriod { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long starting a queue may take.</summary>
    /// <value>Default: 5 s.</value>
    public TimeSpan InitQueueTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an event is retried.</summary>
    /// <value>Default: 1 min.</value>
    public TimeSpan MaxEventDeliveryTime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a stream may be quiet before its cursor is dropped.</summary>
    /// <value>Default: 30 min.</value>
    public TimeSpan StreamInactivityPeriod { get; set; } = TimeSpan.FromMinutes(30);
}
