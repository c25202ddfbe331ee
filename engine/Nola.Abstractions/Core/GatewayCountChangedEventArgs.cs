namespace Orleans;

/// <summary>How the number of connected gateways changed.</summary>
public sealed class GatewayCountChangedEventArgs(
    int currentNumberOfConnectedGateways, int previousNumberOfConnectedGateways) : EventArgs
{
    /// <summary>The number now.</summary>
    public int NumberOfConnectedGateways { get; } = currentNumberOfConnectedGateways;

    /// <summary>The number before.</summary>
    public int PreviousNumberOfConnectedGateways { get; } = previousNumberOfConnectedGateways;

    /// <summary>Whether the client is connected again after it was not.</summary>
    public bool ConnectionRecovered =>
        NumberOfConnectedGateways > 0 && PreviousNumberOfConnectedGateways <= 0;
}
