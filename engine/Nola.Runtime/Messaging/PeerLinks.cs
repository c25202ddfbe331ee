using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;
using Nola.Runtime.Diagnostics;
using Nola.Runtime.Networking;
using Orleans.Runtime.Messaging;

namespace Nola.Runtime.Messaging;

/// <summary>The links to all other hosts, and the listeners that others connect to.</summary>
internal sealed partial class PeerLinks(
    MessageCenterOptions options,
    ITransport transport,
    IPeerLinksOwner owner,
    TimeProvider time,
    RuntimeInstruments instruments,
    ILogger logger)
    : IDisposable
{
    /// <summary>Accepted connections whose other end has not proved who it is; more are closed at once.</summary>
    private const int StrangersMax = 512;

    /// <summary>How long outcomes wait for a client whose connection broke: some attempts of it to connect.</summary>
    private static readonly TimeSpan ClientReturnTime = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<SiloAddress, PeerLink> _links = new();
    private readonly ConcurrentDictionary<Connection, bool> _connections = new();
    private readonly List<ITransportListener> _listeners = [];

    // What is under way when this is disposed of has to see that it is over, and cannot ask the source any more.
    private readonly (CancellationTokenSource Source, CancellationToken Token) _stopping = CreateStopping();
    private readonly Handshake _handshake = new(
        new HandshakeOptions(options.ClusterId, options.LocalAddress, options.Secret, options.HandshakeTimeout), time);

    private int _strangers;

    public MessageCenterOptions Options => options;

    public IEnumerable<SiloAddress> ConnectedPeers =>
        _links.Values.Where(link => link.Connection is { IsClosed: false }).Select(link => link.Peer);

    public void Listen()
    {
        foreach (var endpoint in options.ListenEndpoints)
        {
            var listener = transport.Listen(endpoint);
            _listeners.Add(listener);
            _ = AcceptAsync(listener);
        }
    }

    public PeerLink Get(SiloAddress peer) =>
        _links.TryGetValue(peer, out var link) ? link : _links.GetOrAdd(peer, p => new PeerLink(p, this));

    public PeerLink? Find(SiloAddress peer) => _links.GetValueOrDefault(peer);

    /// <summary>When bytes last came from the peer, or null without a connection.</summary>
    public long? LastReceived(SiloAddress peer) =>
        _connections.Keys.Where(connection => connection.Peer.Address.Equals(peer))
            .Select(connection => (long?)connection.LastReceived)
            .Max();

    /// <summary>Ends everything with a peer that is dead; gives the frames that never left.</summary>
    public byte[] Remove(SiloAddress peer)
    {
        foreach (var connection in _connections.Keys)
        {
            if (connection.Peer.Address.Equals(peer)) connection.Close();
        }

        return _links.TryRemove(peer, out var link) ? link.Close() : [];
    }

    public Task<Connection> OpenAsync(SiloAddress peer) => OpenAsync(owner.GetEndpoint(peer), peer);

    public async Task<SiloAddress> ConnectToAsync(IPEndPoint endpoint)
    {
        var connection = await OpenAsync(endpoint, null).ConfigureAwait(false);
        Get(connection.Peer.Address).Offer(connection);
        _ = connection.RunAsync();
        return connection.Peer.Address;
    }

    private async Task<Connection> OpenAsync(IPEndPoint endpoint, SiloAddress? peer)
    {
        Stream? stream = null;
        try
        {
            _stopping.Token.ThrowIfCancellationRequested();
            var patience = options.HandshakeTimeout + (options.Security?.Timeout ?? TimeSpan.Zero);
            using var timeout = new CancellationTokenSource(patience, time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _stopping.Token);
            stream = await transport.ConnectAsync(endpoint, linked.Token).ConfigureAwait(false);
            if (options.Security is { } security)
            {
                stream = await security.ConnectAsync(stream, endpoint, linked.Token).ConfigureAwait(false);
            }

            var identity = await _handshake.ConnectAsync(stream, peer, linked.Token).ConfigureAwait(false);
            return Register(stream, identity);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ConnectionFailedException)
        {
            if (stream is not null) await stream.DisposeAsync().ConfigureAwait(false);
            throw exception as ConnectionFailedException
                ?? new ConnectionFailedException($"{endpoint} did not answer in time.", exception);
        }
    }

    /// <summary>
    /// Clients cannot be connected to, but one whose connection broke connects again. Waits for as long as that may
    /// take, and gives the failure.
    /// </summary>
    public async Task<ConnectionFailedException> WaitForClientAsync(SiloAddress client)
    {
        try
        {
            await Task.Delay(ClientReturnTime, time, _stopping.Token).ConfigureAwait(false);
            return new ConnectionFailedException($"The client {client} has not come back.");
        }
        catch (OperationCanceledException exception)
        {
            return new ConnectionFailedException("The local host stops.", exception);
        }
    }

    public void OnUnreachable(PeerLink link, byte[] unsent, ConnectionFailedException failure)
    {
        LogUnreachable(logger, link.Peer, failure.Message);

        // Addresses of hosts that are long gone must not gather; one that is needed again gets a new link.
        if (link.IsIdle) _links.TryRemove(new(link.Peer, link));
        owner.OnUnreachable(link.Peer, unsent, failure);
    }

    /// <summary>Forgets a connection; tells whether it was the one in use.</summary>
    public bool OnClosed(Connection connection)
    {
        if (_connections.TryRemove(connection, out _)) instruments.SocketsClosed.Add(1);
        return _links.TryGetValue(connection.Peer.Address, out var link) && link.Drop(connection);
    }

    /// <summary>Has connections read on whose reading threads are kept by what they handle.</summary>
    public void RescueReaders()
    {
        foreach (var (connection, _) in _connections)
        {
            if (connection.TryRescueReader()) LogRescued(logger, connection.Peer.Address);
        }
    }

    public async Task StopAsync()
    {
        await _stopping.Source.CancelAsync().ConfigureAwait(false);
        foreach (var listener in _listeners) await listener.DisposeAsync().ConfigureAwait(false);
        foreach (var link in _links.Values) link.Close();
        foreach (var connection in _connections.Keys) connection.Close();
    }

    public void Dispose() => _stopping.Source.Dispose();

    private static (CancellationTokenSource Source, CancellationToken Token) CreateStopping()
    {
        var source = new CancellationTokenSource();
        return (source, source.Token);
    }

    private Connection Register(Stream stream, PeerIdentity identity)
    {
        var connection = new Connection(
            stream, identity, owner, options.PayloadLengthMax, options.PendingBytesMax, time, instruments);
        _connections[connection] = true;
        instruments.SocketsOpened.Add(1);
        if (_stopping.Token.IsCancellationRequested) connection.Close();
        return connection;
    }

    private async Task AcceptAsync(ITransportListener listener)
    {
        try
        {
            while (await listener.AcceptAsync(_stopping.Token).ConfigureAwait(false) is { } stream)
            {
                if (Interlocked.Increment(ref _strangers) <= StrangersMax)
                {
                    _ = ServeAsync(stream);
                    continue;
                }

                Interlocked.Decrement(ref _strangers);
                await stream.DisposeAsync().ConfigureAwait(false);
                LogRefused(logger, "too many have not proved who they are");
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task ServeAsync(Stream stream)
    {
        // Nothing that a stranger sends may keep others from being accepted.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Connection connection;
        try
        {
            if (options.Security is { } security)
            {
                stream = await security.AcceptAsync(stream, _stopping.Token).ConfigureAwait(false);
            }

            var identity = await _handshake.AcceptAsync(stream, _stopping.Token).ConfigureAwait(false);
            connection = Register(stream, identity);
        }
        catch (Exception exception) when (exception is ConnectionFailedException or OperationCanceledException)
        {
            LogRefused(logger, exception.Message);
            await stream.DisposeAsync().ConfigureAwait(false);
            return;
        }
        finally
        {
            Interlocked.Decrement(ref _strangers);
        }

        Get(connection.Peer.Address).Offer(connection);
        await connection.RunAsync().ConfigureAwait(false);
    }

    [LoggerMessage(2001, LogLevel.Debug, "{Peer} cannot be reached: {Reason}")]
    private static partial void LogUnreachable(ILogger logger, SiloAddress peer, string reason);

    [LoggerMessage(
        2003,
        LogLevel.Warning,
        "The thread that reads from {Peer} is blocked by code of a grain; another one reads on")]
    private static partial void LogRescued(ILogger logger, SiloAddress peer);

    [LoggerMessage(2002, LogLevel.Warning, "A connection was refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);
}
