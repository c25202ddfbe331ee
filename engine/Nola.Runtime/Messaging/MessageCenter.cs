using System.Net;
using Microsoft.Extensions.Logging;
using Nola.Runtime.Diagnostics;
using Nola.Runtime.Networking;
using Orleans.Runtime.Messaging;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;

namespace Nola.Runtime.Messaging;

/// <summary>
/// Carries calls to other hosts and outcomes back. A call is written once, by its sender's thread, and from then on is
/// bytes: it waits for a route or a connection as bytes, and is passed on as bytes.
/// </summary>
/// <remarks>
/// What is known not to have been executed (it never left, or the receiver refused it) finds another way while its
/// caller waits. What may have been executed is never sent twice: it ends with its outcome, with
/// <see cref="SiloUnavailableException"/> when its silo is declared dead, or with <see cref="TimeoutException"/>.
/// </remarks>
internal sealed partial class MessageCenter : IMessageCenter, IPeerLinksOwner, IAsyncDisposable
{
    /// <summary>Silos disagree about an owner until all have read the table: some seconds' worth of hops.</summary>
    private const int ForwardsMax = byte.MaxValue;

    private static readonly TimeSpan NoWait = TimeSpan.Zero;

    /// <summary>After this time it is asked whether a call waits for itself. Few take as long.</summary>
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(1);

    private readonly MessageCenterOptions _options;
    private readonly CodecProvider _codecs;
    private readonly HeaderCodec _headers;
    private readonly PendingCalls _pending;
    private readonly ParkedCalls _parked;
    private readonly PeerLinks _links;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _sweep;
    private readonly SendGate _gate;
    private readonly Resumer _resumer;
    private volatile bool _isStopped;

    public MessageCenter(
        MessageCenterOptions options,
        ITransport transport,
        CodecProvider codecs,
        InterfaceIds interfaces,
        TimeProvider time,
        ILogger<MessageCenter> logger,
        RuntimeInstruments? instruments = null)
    {
        Instruments = instruments ?? RuntimeInstruments.Unobserved;
        _options = options;
        _codecs = codecs;
        _headers = new HeaderCodec(interfaces);
        _time = time;
        _logger = logger;
        _gate = new SendGate(time);
        _resumer = new Resumer(time);
        _pending = new PendingCalls(time);
        _parked = new ParkedCalls(RetryParked, options.PendingBytesMax, time);
        DeadLetters = new DeadLetters(Instruments, time, logger);
        _links = new PeerLinks(options, transport, this, time, Instruments, logger);
        _sweep = time.CreateTimer(
            static center => ((MessageCenter)center!).FailOverdue(),
            this,
            PendingCalls.BucketLength,
            PendingCalls.BucketLength);
    }

    public DeadLetters DeadLetters { get; }

    public SiloAddress LocalAddress => _options.LocalAddress;

    public RuntimeInstruments Instruments { get; }

    /// <summary>Set before the first message by the layer that implements it.</summary>
    public IIncomingMessageHandler? Handler { get; set; }

    /// <summary>Set before the first message by the layer that implements it.</summary>
    public IMessageRouter? Router { get; set; }

    /// <summary>Set before the first message by the layer that implements it.</summary>
    public ISiloLiveness? Liveness { get; set; }

    /// <summary>Who looks at calls that wait for long, or nobody.</summary>
    public ICallWatcher? Watcher { get; set; }

    /// <summary>The calls whose outcomes are awaited.</summary>
    public int PendingCount => _pending.Count;

    /// <summary>The calls that wait for a route.</summary>
    public int ParkedCount => _parked.Count;

    /// <summary>The outcomes that wait for the lease.</summary>
    public int HeldCount => Volatile.Read(ref _heldOutcomes);

    public IEnumerable<SiloAddress> ConnectedPeers => _links.ConnectedPeers;

    /// <summary>Starts to accept connections.</summary>
    public void Start() => _links.Listen();

    public void Send(Message message, ICallCompletion? completion)
    {
        var timeout = NoWait;
        if (completion is not null)
        {
            timeout = message.TimeToLive == Timeout.InfiniteTimeSpan ? Timeout.InfiniteTimeSpan : message.TimeToLive;
            message.CorrelationId = _pending.Reserve(timeout, out var deadline);
            Write(message, null, completion, timeout, deadline);
            return;
        }

        Write(message, null, null, timeout, long.MaxValue);
    }

    /// <summary>The call with the number, while its outcome is awaited.</summary>
    public bool TryFind(long correlationId, out PendingCall call) => _pending.TryFind(correlationId, out call);

    public void Forward(Message request)
    {
        if (request.ForwardCount >= ForwardsMax)
        {
            DeadLetters.Add(
                DeadLetterReason.ForwardedTooOften,
                new MessageHeader { Kind = MessageKind.Request, TargetGrain = request.TargetGrain },
                request.SendingSilo);
            Reject(request, new OrleansMessageRejectionException(
                $"The request to {request.TargetGrain} was passed on {request.ForwardCount} times in vain."));
            return;
        }

        request.ForwardCount++;
        Instruments.Rerouted.Add(1);
        request.TargetSilo = null;
        Write(request, request.SendingSilo, null, NoWait, long.MaxValue);
    }

    public void Cancel(long correlationId)
    {
        // While the call is on no way it is looked at again before it is sent.
        if (!_isStopped && _pending.TryCancel(correlationId, out var call)) SendCancel(call);
    }

    /// <summary>Fails what waits for a silo that was declared dead, and forgets the way to it.</summary>
    public void OnSiloDead(SiloAddress silo)
    {
        Park(silo, _links.Remove(silo));
        foreach (var call in _pending.RemoveAll(call => silo.Equals(call.Target)))
        {
            call.Completion.TryFail(new SiloUnavailableException(
                $"{silo} was declared dead while a call to {call.Grain} was under way; it may have been executed."));
        }
    }

    /// <summary>Sends what waits for a route, where there is one now.</summary>
    public void RetryParked()
    {
        using var pass = _gate.Enter();
        var calls = _parked.TakeAll(out var expired);
        foreach (var call in expired) DeadLetters.Add(DeadLetterReason.Expired, call.Header, null);
        foreach (var call in calls)
        {
            if (_isStopped) continue;

            if (call.Header.Origin is null && _pending.IsCancelled(call.Header.CorrelationId))
            {
                // Nobody lost anything: this is no dead letter.
                if (_pending.TryRemove(call.Header.CorrelationId, out var cancelled))
                {
                    cancelled.Completion.TryFail(new OperationCanceledException("The call was cancelled before it left."));
                }
            }
            else
            {
                Dispatch(call);
            }
        }
    }

    /// <summary>Makes sure that there is a connection, or finds out that there can be none.</summary>
    public void Connect(SiloAddress peer)
    {
        if (!_isStopped && !peer.Equals(LocalAddress)) _links.Get(peer).Connect();
    }

    /// <summary>Connects to whoever listens at an endpoint, and tells who that is.</summary>
    /// <exception cref="ConnectionFailedException">Nobody does who belongs to the cluster.</exception>
    public Task<SiloAddress> ConnectToAsync(IPEndPoint endpoint) => _links.ConnectToAsync(endpoint);

    /// <summary>How long ago bytes came from the peer, or null without a connection.</summary>
    public TimeSpan? SilenceOf(SiloAddress peer) =>
        _links.LastReceived(peer) is { } last ? _time.GetElapsedTime(last) : null;

    /// <summary>Ends all connections and fails all calls.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isStopped) return;

        _isStopped = true;
        await _sweep.DisposeAsync().ConfigureAwait(false);
        _parked.Dispose();
        await _links.StopAsync().ConfigureAwait(false);
        _links.Dispose();
        _gate.Dispose();
        foreach (var call in _pending.RemoveAll(_ => true))
        {
            call.Completion.TryFail(new SiloUnavailableException("The local host stops."));
        }
    }

    IPEndPoint IPeerLinksOwner.GetEndpoint(SiloAddress peer) => Router?.GetEndpoint(peer) ?? peer.Endpoint;

    void IPeerLinksOwner.OnUnreachable(SiloAddress peer, byte[] unsent, ConnectionFailedException failure)
    {
        Park(peer, unsent);

        // A host that stops lets go of its connections itself: that is evidence of nothing.
        if (!_isStopped) Liveness?.OnUnreachable(peer, isSilent: failure.InnerException is OperationCanceledException);
    }

    private void Write(
        Message message, SiloAddress? origin, ICallCompletion? completion, TimeSpan timeout, long deadline)
    {
        var header = new MessageHeader
        {
            Kind = message.Direction == MessageDirection.OneWay ? MessageKind.OneWay : MessageKind.Request,
            CorrelationId = message.CorrelationId,
            Origin = origin,
            TargetGrain = message.TargetGrain,
            SendingGrain = message.SendingGrain,
            TimeToLive = message.TimeToLive,
            ForwardCount = message.ForwardCount,
            InterfaceType = message.InterfaceType,
            MethodId = message.MethodId,
            TypeArguments = message.Request!.MethodTypeArguments,
            RequestContext = message.RequestContext,
        };
        var buffer = FrameBuffers.Rent();
        try
        {
            var start = Frame.Begin(buffer);
            using (var session = _codecs.GetSession())
            {
                var writer = new Writer(buffer, session);
                _headers.Write(ref writer, header);
                message.Request.WriteArguments(ref writer);
                writer.Commit();
            }

            Frame.End(buffer, start);
            if (origin is null) CheckLength(buffer);
            if (completion is not null)
            {
                _pending.Add(header.CorrelationId, new PendingCall(
                    completion, null, message.TargetGrain, message.Request.Method, message.Caller, message.CallerStamp,
                    timeout, deadline));
            }

            if (origin is not null && message.ForwardCount > _options.ForwardCountMax)
            {
                // This silo and another take each other for the owner: one of them will soon know better.
                Park(header, buffer.Span);
                return;
            }

            Dispatch(header, message.TargetSilo, buffer.Span);
        }
        finally
        {
            FrameBuffers.Return(buffer);
        }
    }

    // The other end would refuse the frame, and the connection with everything else on it.
    private void CheckLength(ByteBuffer frame)
    {
        var length = frame.Length - Frame.HeaderLength;
        if (length <= _options.PayloadLengthMax) return;

        throw new InvalidMessageFrameException(
            $"A message of {length} bytes cannot be sent; {_options.PayloadLengthMax} are accepted.");
    }

    // A call that has to wait again has its time from the first time on.
    private void Dispatch(ParkedCall call) => Dispatch(call.Header, null, call.Frame, call.Deadline);

    // Finds the way for a call. The frame is copied where it has to wait.
    private void Dispatch(
        in MessageHeader header, SiloAddress? target, ReadOnlySpan<byte> frame, long? deadline = null)
    {
        using var pass = _gate.Enter();
        if (_isStopped)
        {
            Fail(header, DeadLetterReason.Stopped, new SiloUnavailableException("The local host stops."));
            return;
        }

        if (HostAddressedGrains.TryGetHost(header.TargetGrain, out var host)) target = host;
        var isFixed = host is not null;
        if ((target is null || (!isFixed && Liveness?.IsDead(target) == true)) && !TryRoute(header, out target)) return;

        if (target is null)
        {
            Park(header, frame, deadline);
            return;
        }

        if (isFixed && !CanReach(target))
        {
            Fail(header, DeadLetterReason.Unreachable, target.IsClient
                ? new ClientNotAvailableException($"The client {target} of {header.TargetGrain} is not connected.")
                : new SiloUnavailableException($"{target} is dead."));
            return;
        }

        NoteTarget(header, target);
        if (target.Equals(LocalAddress))
        {
            HandlePayload(LocalAddress, null, frame[Frame.HeaderLength..]);
        }
        else if (!_links.Get(target).TrySend(frame, mayExceedLimit: false))
        {
            Fail(
                header,
                DeadLetterReason.Shed,
                new LimitExceededException($"Too much is waiting for {target}; the call was not executed."));
        }
    }

    // False where the call has failed because no silo could be chosen for its grain.
    private bool TryRoute(in MessageHeader header, out SiloAddress? target)
    {
        try
        {
            target = Router?.Route(header);
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            target = null;
            Fail(header, DeadLetterReason.NotPlaced, exception);
            return false;
        }
    }

    // Whoever waits for the outcome must learn when the silo that has the call dies.
    private void NoteTarget(in MessageHeader header, SiloAddress target)
    {
        if (header.Origin is null || header.Origin.Equals(LocalAddress))
        {
            _pending.TryMove(header.CorrelationId, target, header.ForwardCount);
        }
        else if (!target.Equals(LocalAddress))
        {
            TellRedirect(header.Origin, header, target);
        }
    }

    private bool CanReach(SiloAddress host) =>
        host.Equals(LocalAddress)
        || (host.IsClient ? _links.Find(host)?.Connection is not null : Liveness?.IsDead(host) != true);

    private long DeadlineOf(in MessageHeader header)
    {
        var wait = header.TimeToLive == Timeout.InfiniteTimeSpan ? _options.ResponseTimeout : header.TimeToLive;
        return _time.GetTimestamp() + (long)(wait.TotalSeconds * _time.TimestampFrequency);
    }

    private void FailOverdue()
    {
        _links.RescueReaders();
        if (Watcher is { } watcher) _pending.VisitOld(LongWait, watcher.OnLongWait);
        foreach (var call in _pending.RemoveOverdue())
        {
            if (_options.CancelsOverdueCalls && !call.IsCancelled) SendCancel(call);
            call.Completion.TryFail(new TimeoutException(
                $"Response did not arrive on time in {call.Timeout} for message: {call.Method?.InterfaceType.Name} on {call.Grain}"
                + (call.Target is null ? ", which no silo could take." : $" at {call.Target}.")));
        }
    }
}
