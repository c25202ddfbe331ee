namespace Nola.Runtime.Hosting;

internal sealed class DelegateRetryFilter(Func<Exception, CancellationToken, Task<bool>> filter)
    : IClientConnectionRetryFilter
{
    public Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken) =>
        filter(exception, cancellationToken);
}

internal sealed class DelegateStatusObserver(ConnectionToClusterLostHandler? lost, GatewayCountChangedHandler? changed)
    : IClusterConnectionStatusObserver
{
    public void NotifyClusterConnectionLost() => lost?.Invoke(this, EventArgs.Empty);

    public void NotifyGatewayCountChanged(
        int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered) =>
        changed?.Invoke(this, new GatewayCountChangedEventArgs(currentNumberOfGateways, previousNumberOfGateways));
}
