using Nola.Runtime.Networking;
using Orleans.Runtime.Messaging;

namespace Nola.Runtime.Messaging;

/// <summary>
/// The way to one host: a connection, or the frames that wait for one. The first connection in either direction is
/// used; when it ends the next frame makes a new one.
/// </summary>
internal sealed class PeerLink(SiloAddress peer, PeerLinks links) : IDisposable
{
    private readonly Lock _lock = new();

    // Guarded by the lock. Frames wait only while a connection is being made.
    private readonly ByteBuffer _waiting = new();
    private Connection? _connection;
    private bool _isConnecting;
    private bool _isClosed;

    public SiloAddress Peer => peer;

    public Connection? Connection => Volatile.Read(ref _connection);

    /// <summary>Sends a frame, or lets it wait for a connection. False where too much is waiting.</summary>
    public bool TrySend(ReadOnlySpan<byte> frame, bool mayExceedLimit)
    {
        if (Connection is { } open && open.TrySend(frame, mayExceedLimit)) return true;

        lock (_lock)
        {
            if (_isClosed) return false;
            if (_connection is { IsClosed: false } current) return current.TrySend(frame, mayExceedLimit);
            if (!mayExceedLimit && _waiting.Length > links.Options.PendingBytesMax) return false;

            _waiting.Append(frame);
            StartConnecting_NeedsLock();
            return true;
        }
    }

    /// <summary>Makes a connection where there is none.</summary>
    public void Connect()
    {
        lock (_lock)
        {
            if (!_isClosed && _connection is not { IsClosed: false }) StartConnecting_NeedsLock();
        }
    }

    /// <summary>Takes a connection into use if there is none.</summary>
    public void Offer(Connection connection)
    {
        lock (_lock)
        {
            if (_isClosed || _connection is { IsClosed: false }) return;

            _connection = connection;
            while (_waiting.Length > 0)
            {
                var frame = Frame.First(_waiting.Span);
                if (!connection.TrySend(frame, mayExceedLimit: true))
                {
                    // It ended already: what it did not take waits for the next one.
                    StartConnecting_NeedsLock();
                    return;
                }

                _waiting.Consume(frame.Length);
            }
        }
    }

    /// <summary>Stops using a connection that has ended.</summary>
    public bool Drop(Connection connection)
    {
        lock (_lock)
        {
            if (_connection != connection) return false;

            _connection = null;
            return true;
        }
    }

    /// <summary>Whether nothing speaks for keeping it.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock) return !_isConnecting && _waiting.Length == 0 && _connection is not { IsClosed: false };
        }
    }

    /// <summary>Ends the link; gives the frames that never left.</summary>
    public byte[] Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            _connection?.Close();
            return TakeWaiting_NeedsLock();
        }
    }

    public void Dispose()
    {
        Close();
        _waiting.Dispose();
    }

    private void StartConnecting_NeedsLock()
    {
        if (_isConnecting) return;

        _isConnecting = true;
        _ = ConnectAsync();
    }

    private async Task ConnectAsync()
    {
        // The caller holds the lock and may be in somebody's turn.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        ConnectionFailedException? failure = null;
        Connection? connection = null;
        try
        {
            connection = peer.IsClient
                ? throw await links.WaitForClientAsync(peer).ConfigureAwait(false)
                : await links.OpenAsync(peer).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever it was: a link that is taken for connecting forever would keep all calls to this peer waiting.
            failure = exception as ConnectionFailedException
                ?? new ConnectionFailedException($"The connection to {peer} failed: {exception.Message}", exception);
        }

        byte[] unsent = [];
        lock (_lock)
        {
            _isConnecting = false;
            if (failure is not null && _connection is not { IsClosed: false }) unsent = TakeWaiting_NeedsLock();
        }

        if (connection is not null)
        {
            Offer(connection);
            await connection.RunAsync().ConfigureAwait(false);
        }
        else if (failure is not null)
        {
            links.OnUnreachable(this, unsent, failure);
        }
    }

    private byte[] TakeWaiting_NeedsLock()
    {
        var waiting = _waiting.Span.ToArray();
        _waiting.Clear();
        return waiting;
    }
}
