namespace Orleans.Messaging;

/// <summary>Where a client finds gateways.</summary>
public interface IGatewayListProvider
{
    /// <summary>How old a list may get.</summary>
    TimeSpan MaxStaleness { get; }

    /// <summary>Not used: every list may change.</summary>
    [Obsolete("Every list may change.")]
    bool IsUpdatable => true;

    /// <summary>Connects.</summary>
    Task InitializeGatewayListProvider();

    /// <summary>The gateways, in the form <c>gwy.tcp://ip:port/generation</c>.</summary>
    Task<IList<Uri>> GetGateways();
}
