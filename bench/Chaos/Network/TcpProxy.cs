using System.Net;
using System.Net.Sockets;

namespace ShopActors.Chaos.Network;

/// <summary>
/// A link that can be made to fail: everything that connects to its port is carried to the target's. What is held back
/// during a partition arrives after it, as TCP does it; a reset loses it.
/// </summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private const int ChunkBytes = 16 * 1024;

    private readonly int _targetPort;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private readonly HashSet<Socket> _sockets = [];
    private readonly Task _accepting;

    // Replaced as a whole; the pumps look at it before each chunk and wait for its change.
    private LinkState _state = LinkState.Healthy;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TcpProxy(int targetPort)
    {
        _targetPort = targetPort;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public void Heal() => Change(LinkState.Healthy);

    public void Delay(TimeSpan delay) => Change(LinkState.Healthy with { Latency = delay });

    /// <summary>Nothing passes in either direction, and nobody is told.</summary>
    public void Partition() => Change(new LinkState(false, false, false, TimeSpan.Zero));

    /// <summary>Requests arrive, answers do not.</summary>
    public void LoseAnswers() => Change(LinkState.Healthy with { BackPasses = false });

    /// <summary>Answers would pass, but requests do not arrive.</summary>
    public void LoseRequests() => Change(LinkState.Healthy with { ForthPasses = false });

    /// <summary>Closes what is open with a reset and refuses new connections until healed.</summary>
    public void Refuse()
    {
        Change(LinkState.Healthy with { Refuses = true });
        Reset();
    }

    /// <summary>Breaks the open connections; what was under way is lost.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            foreach (var socket in _sockets)
            {
                // A linger time of zero turns the close into a reset.
                socket.LingerState = new LingerOption(true, 0);
                socket.Dispose();
            }

            _sockets.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        _listener.Stop();
        Reset();
        await _accepting.ConfigureAwait(false);
        _end.Dispose();
    }

    private void Change(LinkState state)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _state = state;
            changed = _changed;
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_end.Token).ConfigureAwait(false);
                _ = CarryAsync(client);
            }
        }
        catch (Exception stopped) when (
            stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The proxy is being disposed.
        }
    }

    private async Task CarryAsync(Socket client)
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        try
        {
            lock (_lock)
            {
                if (_state.Refuses) client.LingerState = new LingerOption(true, 0);
                _sockets.Add(client);
                _sockets.Add(server);
            }

            if (client.LingerState is { Enabled: true, LingerTime: 0 }) return;

            await server.ConnectAsync(IPAddress.Loopback, _targetPort, _end.Token).ConfigureAwait(false);
            var forth = PumpAsync(client, server, state => state.ForthPasses);
            var back = PumpAsync(server, client, state => state.BackPasses);
            await Task.WhenAny(forth, back).ConfigureAwait(false);
        }
        catch (Exception broken) when (
            broken is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Either end is gone, which is what the other end is about to see.
        }
        finally
        {
            lock (_lock)
            {
                _sockets.Remove(client);
                _sockets.Remove(server);
            }

            client.Dispose();
            server.Dispose();
        }
    }

    private async Task PumpAsync(Socket from, Socket to, Func<LinkState, bool> passes)
    {
        var chunk = new byte[ChunkBytes];
        try
        {
            while (true)
            {
                var count = await from.ReceiveAsync(chunk, _end.Token).ConfigureAwait(false);
                var latency = await WaitUntilAsync(passes).ConfigureAwait(false);
                if (latency > TimeSpan.Zero) await Task.Delay(latency, _end.Token).ConfigureAwait(false);
                if (count == 0) return;
                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(chunk.AsMemory(sent, count - sent), _end.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception broken) when (
            broken is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The connection ends; CarryAsync closes both of its ends.
        }
    }

    private async Task<TimeSpan> WaitUntilAsync(Func<LinkState, bool> passes)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (passes(_state)) return _state.Latency;
                changed = _changed.Task;
            }

            await changed.WaitAsync(_end.Token).ConfigureAwait(false);
        }
    }

    private sealed record LinkState(bool ForthPasses, bool BackPasses, bool Refuses, TimeSpan Latency)
    {
        public static LinkState Healthy { get; } = new(true, true, false, TimeSpan.Zero);
    }
}
