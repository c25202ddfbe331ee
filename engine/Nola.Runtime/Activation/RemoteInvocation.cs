using Nola.Runtime.Messaging;
using Orleans.Serialization.Invocation;

namespace Nola.Runtime.Activation;

/// <summary>A request from another host.</summary>
#pragma warning disable CA1001 // Release, which ends every invocation, disposes of the source.
internal sealed class RemoteInvocation : Invocation
{
    private readonly ActivationHost _host;
    private readonly IncomingMessages _incoming;
    private readonly long _arrivedAt;
    private CancellationTokenSource? _cancellation;
    private int _isForgotten;

    public RemoteInvocation(ActivationHost host, IncomingMessages incoming, Message message)
        : base(message.Request!, null)
    {
        _host = host;
        _incoming = incoming;
        Message = message;
        Context = message.RequestContext;
        _arrivedAt = host.Time.GetTimestamp();
        ForwardCount = message.ForwardCount;
        if (!Request.IsCancellable) return;

        _cancellation = new CancellationTokenSource();
        Request.SetCancellationToken(_cancellation.Token);
    }

    public Message Message { get; }

    public override GrainId? SourceId => Message.SendingGrain.IsDefault ? null : Message.SendingGrain;

    // Once an activation here has passed it on, the other silo's word is old.
    public override SiloAddress? CameFrom => ForwardCount == Message.ForwardCount ? Message.ArrivedBy?.Peer.Address : null;

    /// <summary>Whether the caller's time is over: then nobody reads the answer.</summary>
    public override bool IsAbandoned =>
        _host.MessagingOptions.DropExpiredMessages
        && Message.TimeToLive != Timeout.InfiniteTimeSpan
        && _host.Time.GetElapsedTime(_arrivedAt) > Message.TimeToLive;

    /// <summary>Cancels the callee's token. On the target's turn.</summary>
    public void Cancel() => _cancellation?.Cancel();

    public override Task Start(GrainActivation target) => _cancellation is { IsCancellationRequested: true }
        ? Task.FromException(new OperationCanceledException("The caller cancelled the call."))
        : base.Start(target);

    public override void Complete(Task task)
    {
        if (Message.Direction == MessageDirection.OneWay)
        {
            if (!task.IsCompletedSuccessfully) _host.Log.OneWayFailed(Request, task);
            return;
        }

        if (task is Task<Response> { IsCompletedSuccessfully: true } filtered)
        {
            _host.Messages!.Respond(Message, filtered.Result);
        }
        else
        {
            _host.Messages!.Respond(Message, Request, task);
        }
    }

    public override void Fail(Exception exception)
    {
        if (Message.Direction == MessageDirection.OneWay)
        {
            _host.Log.OneWayFailed(Request, exception);
            return;
        }

        _host.Messages!.Respond(Message, Response.FromException(exception));
    }

    public override void SendAway(GrainId grainId)
    {
        _host.Messages!.Forward(Message);
        Forget();
    }

    public override void Release()
    {
        Forget();
        _cancellation?.Dispose();
        _cancellation = null;
        base.Release();
    }

    private void Forget()
    {
        if (Interlocked.Exchange(ref _isForgotten, 1) == 0) _incoming.Forget(this);
    }
}
