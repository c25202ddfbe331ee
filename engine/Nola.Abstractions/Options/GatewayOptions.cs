namespace Orleans.Configuration;

/// <summary>How a client finds gateways.</summary>
public sealed class GatewayOptions
{
    /// <summary>How often the list of gateways is read.</summary>
    /// <value>Default: 1 min.</value>
    public TimeSpan GatewayListRefreshPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The gateway to prefer, by index; negative for none.</summary>
    /// <value>Default: -1.</value>
    public int PreferredGatewayIndex { get; set; } = -1;
}
