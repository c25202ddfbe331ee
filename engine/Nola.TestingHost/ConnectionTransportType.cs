namespace Orleans.TestingHost;

/// <summary>How the hosts of a test cluster are connected.</summary>
public enum ConnectionTransportType
{
    /// <summary>Sockets.</summary>
    TcpSocket = 0,

    /// <summary>Pipes in memory, with the same bytes.</summary>
    InMemory = 1,

    /// <summary>Unix domain sockets; treated like <see cref="InMemory"/>.</summary>
    UnixSocket = 2,
}
