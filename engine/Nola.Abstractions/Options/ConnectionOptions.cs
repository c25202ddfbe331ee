namespace Orleans.Configuration;

/// <summary>Connections between silos and from clients.</summary>
public sealed class ConnectionOptions
{
    /// <summary>Connections that are kept to each endpoint.</summary>
    /// <value>Default: 1.</value>
    public int ConnectionsPerEndpoint { get; set; } = 1;

    /// <summary>How long opening a connection, handshake included, may take.</summary>
    /// <value>Default: 5 s.</value>
    public TimeSpan OpenConnectionTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long after a failed attempt the endpoint is left alone.</summary>
    /// <value>Default: 1 s.</value>
    public TimeSpan ConnectionRetryDelay { get; set; } = TimeSpan.FromSeconds(1);
}
