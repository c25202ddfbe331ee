using System.Net;
using System.Net.Sockets;

namespace ShopActors.Chaos.Network;

/// <summary>
/// A link that can be made to fail: everything that connects to its port is carried to the target's. What is held back
/// during a partition arrives after it, as TCP does it; a reset loses it. Where it is told who connects, it can fail
/// for one of them alone.
/// </summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private const int ChunkBytes = 16 * 1024;

    private readonly int _targetPort;
    private readonly Func<int, string>? _whoConnects;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<Socket, string> _sockets = [];
    private readonly Task _accepting;

    // By the name of the connecting process; the empty name stands for all others. The pumps look before each chunk and
    // wait for a change.
    private readonly Dictionary<string, LinkState> _states = new() { [""] = LinkState.Healthy };
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="targetPort">Where everything goes.</param>
    /// <param name="port">Where it listens; zero for any.</param>
    /// <param name="whoConnects">The name of the process that a connection's other port belongs to.</param>
    public TcpProxy(int targetPort, int port = 0, Func<int, string>? whoConnects = null)
    {
        _targetPort = targetPort;
        _whoConnects = whoConnects;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Undoes every fault on all connections.</summary>
    public void Heal()
    {
        lock (_lock)
        {
            _states.Clear();
            _states[""] = LinkState.Healthy;
        }

        Change(LinkState.Healthy, "");
    }

    public void Delay(TimeSpan delay) => Change(LinkState.Healthy with { Latency = delay }, "");

    /// <summary>Nothing passes in either direction; connections stay open.</summary>
    public void Partition(string from = "") => Change(new LinkState(false, false, false, TimeSpan.Zero), from);

    /// <summary>Requests arrive, answers do not.</summary>
    public void LoseAnswers(string from = "") => Change(LinkState.Healthy with { BackPasses = false }, from);

    /// <summary>Answers would pass, but requests do not arrive.</summary>
    public void LoseRequests(string from = "") => Change(LinkState.Healthy with { ForthPasses = false }, from);

    /// <summary>Closes what is open with a reset and refuses new connections until healed.</summary>
    public void Refuse(string from = "")
    {
        Change(LinkState.Healthy with { Refuses = true }, from);
        Reset(from);
    }

    /// <summary>Breaks the open connections; what was under way is lost.</summary>
    public void Reset(string from = "")
    {
        lock (_lock)
        {
            foreach (var socket in _sockets.Where(open => from.Length == 0 || open.Value == from)
                .Select(open => open.Key).ToList())
            {
                // A linger time of zero turns the close into a reset.
                socket.LingerState = new LingerOption(true, 0);
                socket.Dispose();
                _sockets.Remove(socket);
            }
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

    private void Change(LinkState state, string from)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _states[from] = state;
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
            var from = _whoConnects?.Invoke(((IPEndPoint)client.RemoteEndPoint!).Port) ?? "";
            lock (_lock)
            {
                if (StateOf_NeedsLock(from).Refuses) client.LingerState = new LingerOption(true, 0);
                _sockets[client] = from;
                _sockets[server] = from;
            }

            if (client.LingerState is { Enabled: true, LingerTime: 0 }) return;

            await server.ConnectAsync(IPAddress.Loopback, _targetPort, _end.Token).ConfigureAwait(false);
            var forth = PumpAsync(client, server, from, state => state.ForthPasses);
            var back = PumpAsync(server, client, from, state => state.BackPasses);
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

    private async Task PumpAsync(Socket source, Socket target, string from, Func<LinkState, bool> passes)
    {
        var chunk = new byte[ChunkBytes];
        try
        {
            while (true)
            {
                var count = await source.ReceiveAsync(chunk, _end.Token).ConfigureAwait(false);
                var latency = await WaitUntilAsync(from, passes).ConfigureAwait(false);
                if (latency > TimeSpan.Zero) await Task.Delay(latency, _end.Token).ConfigureAwait(false);
                if (count == 0) return;
                for (var sent = 0; sent < count;)
                {
                    sent += await target.SendAsync(chunk.AsMemory(sent, count - sent), _end.Token)
                        .ConfigureAwait(false);
                }
            }
        }
        catch (Exception broken) when (
            broken is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The connection ends; CarryAsync closes both of its ends.
        }
    }

    private async Task<TimeSpan> WaitUntilAsync(string from, Func<LinkState, bool> passes)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                var state = StateOf_NeedsLock(from);
                if (passes(state)) return state.Latency;
                changed = _changed.Task;
            }

            await changed.WaitAsync(_end.Token).ConfigureAwait(false);
        }
    }

    private LinkState StateOf_NeedsLock(string from) =>
        _states.TryGetValue(from, out var own) ? own : _states[""];

    private sealed record LinkState(bool ForthPasses, bool BackPasses, bool Refuses, TimeSpan Latency)
    {
        public static LinkState Healthy { get; } = new(true, true, false, TimeSpan.Zero);
    }
}
