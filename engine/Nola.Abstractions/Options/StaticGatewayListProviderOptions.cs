namespace Orleans.Configuration;

/// <summary>Gateways that are known in advance.</summary>
public sealed class StaticGatewayListProviderOptions
{
    /// <summary>The gateways, in the form <c>gwy.tcp://ip:port/generation</c>.</summary>
    /// <value>Default: empty.</value>
    public List<Uri> Gateways { get; set; } = [];
}
