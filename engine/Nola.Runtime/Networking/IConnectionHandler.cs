namespace Nola.Runtime.Networking;

/// <summary>Takes what arrives on connections. Implemented by Messaging.</summary>
internal interface IConnectionHandler
{
    /// <summary>
    /// Takes one frame's payload, which is valid during the call. An exception closes the connection.
    /// </summary>
    void OnFrame(Connection connection, ReadOnlySpan<byte> payload);

    /// <summary>The connection is closed; called once.</summary>
    void OnClosed(Connection connection, Exception? reason);
}
