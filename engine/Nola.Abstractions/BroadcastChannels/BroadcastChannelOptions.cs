namespace Orleans.BroadcastChannel;

/// <summary>Settings of a provider of broadcast channels.</summary>
public class BroadcastChannelOptions
{
    /// <summary>
    /// Whether publishing waits for nobody. Otherwise it waits for all subscribers, and fails with what failed.
    /// </summary>
    /// <value>Default: true.</value>
    public bool FireAndForgetDelivery { get; set; } = true;
}
