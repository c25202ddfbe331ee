using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging;
using Nola.Runtime.Messaging;
using Orleans;
using Orleans.Messaging;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace Nola.Runtime.Placement;

/// <summary>
/// What a client knows of its cluster: it finds a gateway, learns all silos from it, and from then on is told of
/// changes.
/// With the same ring as the silos it sends each call straight to the silo that owns the grain.
/// </summary>
internal sealed partial class ClientDirectory : IGrainLocator, IMessageRouter, ISiloLiveness, IAsyncDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(2);

    // More silos than die while a call to any of them can be under way.
    private const int GoneMax = 1000;

    private readonly MessageCenter _center;
    private readonly IGatewayListProvider _gateways;
    private readonly IClusterConnectionStatusObserver[] _observers;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationToken _stop;
    private readonly Lock _lock = new();
    private readonly HostCache _hosts = new();

    // Replaced under the lock, read by every call.
    private volatile State _state = new(GatewayView.Empty, HashRing.Empty, []);
    private int _isSearching;
    private int _notesDue;

    // Of whoever notes.
    private int _connectedGateways;

    public ClientDirectory(
        MessageCenter center,
        IGatewayListProvider gateways,
        IEnumerable<IClusterConnectionStatusObserver> observers,
        TimeProvider time,
        ILogger<ClientDirectory> logger)
    {
        _center = center;
        _gateways = gateways;
        _observers = [.. observers];
        _time = time;
        _logger = logger;
        _stop = _stopping.Token;
        center.Router = this;
        center.Liveness = this;
        center.Answer(ControlOperation.View, OnViewAsync);

        // The view without the leaving silo came before, on the same connection.
        center.Answer(ControlOperation.Drain, static (_, _) => new([]));
    }

    public bool MayServe => true;

    public GatewayView View => _state.View;

    /// <summary>Finds the cluster.</summary>
    /// <exception cref="SiloUnavailableException">No gateway answers.</exception>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        await _gateways.InitializeGatewayListProvider().ConfigureAwait(false);
        if (!await TryFindAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new SiloUnavailableException("No gateway of the cluster can be reached.");
        }

        foreach (var silo in View.Silos) Connect(silo);
        _ = RefreshAsync();
    }

    public bool IsLocal(GrainId grainId, PlacementStrategy placement) => false;

    public bool Owns(GrainId grainId) => false;

    public SiloAddress? Locate(GrainId grainId, PlacementStrategy placement) => Route(grainId);

    public SiloAddress? Route(GrainId grain) =>
        HostAddressedGrains.TryGetHost(grain, out var host) ? host : _state.Ring.OwnerOf(grain);

    public SiloAddress? Route(in MessageHeader call)
    {
        var grain = call.TargetGrain;
        if (HostAddressedGrains.TryGetHost(grain, out var host)) return host;

        var ring = _state.Ring;
        if (_hosts.IsUnused || call.ForwardCount > 0) return ring.OwnerOf(grain);

        var hint = _hosts.Find(grain);
        return hint is not null && ring.Contains(hint) ? hint : ring.OwnerOf(grain);
    }

    public void Learn(GrainId grain, SiloAddress host) => _hosts.Learn(grain, host, _state.Ring);

    public IPEndPoint GetEndpoint(SiloAddress host)
    {
        foreach (var silo in View.Silos)
        {
            if (silo.Address.Equals(host) && silo.Gateway is { } gateway) return gateway;
        }

        return host.Endpoint;
    }

    // A silo that is not in the view may be newer than it, so only those are dead that were in one before. One that
    // leaves in order stays in the view until it has answered all that it has taken.
    public bool IsDead(SiloAddress silo)
    {
        if (silo.IsClient) return false;

        var state = _state;
        return state.Gone.Contains(silo) || state.View.Silos.Any(known => known.Address.IsSuccessorOf(silo));
    }

    public void OnConnectionLost(SiloAddress host)
    {
        if (IsDead(host)) _center.OnSiloDead(host);

        NoteGateways();
        StartSearching();
    }

    public void OnUnreachable(SiloAddress host, bool isSilent) => StartSearching();

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;

        await _stopping.CancelAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    /// <summary>The client has closed its connections.</summary>
    public void OnClosed() => NoteGateways();

    // A lost silo comes back, or leaves the view: then its calls can be failed.
    private void StartSearching()
    {
        if (_stop.IsCancellationRequested || Interlocked.Exchange(ref _isSearching, 1) == 1) return;

        _ = SearchAsync();
    }

    private async Task SearchAsync()
    {
        try
        {
            do
            {
                await Task.Delay(RetryAfter, _time, _stop).ConfigureAwait(false);
                await TryFindAsync(_stop).ConfigureAwait(false);
                foreach (var silo in View.Silos) Connect(silo);
            }
            while (View.Silos.Any(silo => silo.Gateway is not null && !IsConnected(silo.Address)));
        }
        catch (OperationCanceledException)
        {
            // The client stops.
        }
        finally
        {
            Interlocked.Exchange(ref _isSearching, 0);
            NoteGateways();
        }
    }

    private async Task RefreshAsync()
    {
        using var timer = new PeriodicTimer(_gateways.MaxStaleness, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop).ConfigureAwait(false))
            {
                await TryFindAsync(_stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The client stops.
        }
    }

    // Asks a silo that is connected, else looks for a gateway that answers.
    private async Task<bool> TryFindAsync(CancellationToken cancellationToken)
    {
        foreach (var silo in View.Silos)
        {
            if (IsConnected(silo.Address) && await TryAskAsync(silo.Address, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        IList<Uri> gateways;
        try
        {
            gateways = await _gateways.GetGateways().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever keeps the list is out of reach: what is known must do until it is back.
            LogListFailed(_logger, exception);
            return false;
        }

        foreach (var gateway in gateways)
        {
            if (await TryGatewayAsync(gateway, cancellationToken).ConfigureAwait(false)) return true;
        }

        return false;
    }

    private async Task<bool> TryGatewayAsync(Uri gateway, CancellationToken cancellationToken)
    {
        if (!IPAddress.TryParse(gateway.Host, out var address)) return false;

        try
        {
            var silo = await _center.ConnectToAsync(new IPEndPoint(address, gateway.Port)).ConfigureAwait(false);
            return await TryAskAsync(silo, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectionFailedException exception)
        {
            LogGatewayFailed(_logger, gateway, exception.Message);
            return false;
        }
    }

    private async Task<bool> TryAskAsync(SiloAddress silo, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await _center.AskAsync(silo, ControlOperation.GetView, [], AnswerTimeout, cancellationToken)
                .ConfigureAwait(false);
            if (GatewayView.TryDecode(answer) is not { Silos.Length: > 0 } view) return false;

            Take(view);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private ValueTask<byte[]> OnViewAsync(SiloAddress peer, byte[] payload)
    {
        if (GatewayView.TryDecode(payload) is { } view) Take(view);
        return new([]);
    }

    private void Take(GatewayView view)
    {
        SiloAddress[] gone;
        lock (_lock)
        {
            var before = _state;
            if (view.Version <= before.View.Version) return;

            var gateways = view.Silos.Where(silo => silo.Gateway is not null).Select(silo => silo.Address);
            gone = [.. before.View.Alive.Except(view.Alive)];
            _state = new State(
                view,
                new HashRing([.. gateways]),
                [.. before.Gone.Skip(before.Gone.Length + gone.Length - GoneMax).Concat(gone)]);
        }

        // Silence is no reason to wait for them: a paused or cut off silo keeps its connections.
        foreach (var silo in gone) _center.OnSiloDead(silo);
        foreach (var silo in view.Silos) Connect(silo);
        _center.RetryParked();
        NoteGateways();
    }

    private void Connect(GatewayView.Silo silo)
    {
        if (silo.Gateway is not null) _center.Connect(silo.Address);
    }

    private bool IsConnected(SiloAddress silo) => _center.ConnectedPeers.Contains(silo);

    // One at a time and once more for who came meanwhile: the last count told is that of the connections there are.
    private void NoteGateways()
    {
        if (Interlocked.Increment(ref _notesDue) > 1) return;

        int due;
        do
        {
            due = Volatile.Read(ref _notesDue);
            var silos = View.Silos;
            var connected = silos.Count(silo => IsConnected(silo.Address));
            Note(connected);

            // A connection that is being made is seen by the search, which goes on until there are all.
            if (connected < silos.Count(silo => silo.Gateway is not null)) StartSearching();
        }
        while (Interlocked.Add(ref _notesDue, -due) > 0);
    }

    private void Note(int connected)
    {
        var before = _connectedGateways;
        if (before == connected) return;

        _connectedGateways = connected;
        foreach (var observer in _observers)
        {
            try
            {
                if (connected == 0) observer.NotifyClusterConnectionLost();
                observer.NotifyGatewayCountChanged(connected, before, before == 0);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // The application's mistake must not keep the client from finding its cluster.
                LogObserverFailed(_logger, exception);
            }
        }
    }

    [LoggerMessage(2321, LogLevel.Warning, "The list of gateways cannot be read")]
    private static partial void LogListFailed(ILogger logger, Exception exception);

    [LoggerMessage(2322, LogLevel.Debug, "Gateway {Gateway} does not answer: {Reason}")]
    private static partial void LogGatewayFailed(ILogger logger, Uri gateway, string reason);

    [LoggerMessage(2329, LogLevel.Error, "An observer of the connection to the cluster failed")]
    private static partial void LogObserverFailed(ILogger logger, Exception exception);

    private sealed record State(GatewayView View, HashRing Ring, ImmutableArray<SiloAddress> Gone);
}
