namespace Orleans.Configuration;

/// <summary>What silo and client messaging share.</summary>
public abstract class MessagingOptions
{
    /// <summary>How long a caller waits for a response.</summary>
    /// <value>Default: 30 s.</value>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The same with a debugger attached.</summary>
    /// <value>Default: 30 min.</value>
    public TimeSpan ResponseTimeoutWithDebugger { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Whether requests past their time to live are dropped unexecuted.</summary>
    /// <value>Default: true.</value>
    public bool DropExpiredMessages { get; set; } = true;

    /// <summary>The largest header that is accepted, in bytes.</summary>
    /// <value>Default: 10 MiB.</value>
    public int MaxMessageHeaderSize { get; set; } = 10 * 1024 * 1024;

    /// <summary>The largest body that is accepted, in bytes; checked before anything is allocated.</summary>
    /// <value>Default: 100 MiB.</value>
    public int MaxMessageBodySize { get; set; } = 100 * 1024 * 1024;

    /// <summary>Whether a timeout at the caller cancels the request at the callee.</summary>
    /// <value>Default: false.</value>
    public bool CancelRequestOnTimeout { get; set; }

    /// <summary>Whether a cancelled call completes only when the callee has answered.</summary>
    /// <value>Default: false.</value>
    public bool WaitForCancellationAcknowledgement { get; set; }

    /// <summary>Whether status updates for unknown requests are answered with a cancellation.</summary>
    /// <value>Default: false.</value>
    public bool CancelUnknownRequestOnStatusUpdate { get; set; }
}
