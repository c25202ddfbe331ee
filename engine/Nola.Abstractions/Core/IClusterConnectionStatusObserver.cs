namespace Orleans;

/// <summary>Learns about a client's connection to its cluster.</summary>
public interface IClusterConnectionStatusObserver
{
    /// <summary>The last gateway was lost.</summary>
    void NotifyClusterConnectionLost();

    /// <summary>The number of connected gateways changed.</summary>
    void NotifyGatewayCountChanged(
        int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered);
}
