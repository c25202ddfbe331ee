namespace Orleans;

/// <summary>Handles a change of the number of connected gateways.</summary>
public delegate void GatewayCountChangedHandler(object? sender, GatewayCountChangedEventArgs e);
