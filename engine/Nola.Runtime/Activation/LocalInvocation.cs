using Nola.Runtime.Messaging;
using Nola.Runtime.Scheduling;
using Orleans.Serialization.Invocation;

namespace Nola.Runtime.Activation;

/// <summary>A request whose caller is in the same process.</summary>
#pragma warning disable CA1001 // Release, which ends every invocation, releases the registration.
internal sealed class LocalInvocation : Invocation, ITimedCall
{
    private readonly ActivationHost _host;
    private CallerCancellation? _cancellation;
    private TimedCallLinks _links;

    public LocalInvocation(ActivationHost host, Request request, CallCompletion? completion, Invocation? parent)
        : base(request, parent)
    {
        _host = host;
        Completion = completion;
    }

    /// <summary>The caller's end, or null for one-way calls and until an inlined call turns out to be unfinished.</summary>
    public CallCompletion? Completion { get; set; }

    public GrainId? Source { get; init; }

    public override GrainId? SourceId => Source;

    public override bool IsAbandoned => Completion is { Task.IsCompleted: true };

    public override Task? SenderTask => Completion?.Task;

    ref TimedCallLinks ITimedCall.Links => ref _links;

    /// <summary>Lets the caller's token end the call early and gives the callee a token of its own.</summary>
    public void ObserveCancellation(CancellationToken callerToken) =>
        _cancellation = new CallerCancellation(this, callerToken);

    public override void Complete(Task task)
    {
        if (Completion is not { } completion)
        {
            if (!task.IsCompletedSuccessfully) _host.Log.OneWayFailed(Request, task);
            return;
        }

        _host.Timer.Remove(this);
        try
        {
            if (task is Task<Response> { IsCompletedSuccessfully: true } filtered)
            {
                completion.TryComplete(filtered.Result);
            }
            else
            {
                completion.TryComplete(
                    task.IsCompletedSuccessfully ? Request.CopyResult(task, _host.Codecs) : task);
            }
        }
        catch (Exception exception) // A result that cannot be copied is the caller's to know.
        {
            completion.TryFail(exception);
        }
    }

    public override void Fail(Exception exception)
    {
        if (Completion is not { } completion)
        {
            _host.Log.OneWayFailed(Request, Task.FromException(exception));
            return;
        }

        _host.Timer.Remove(this);
        completion.TryFail(exception);
    }

    public override void SendAway(GrainId grainId)
    {
        if (Completion is not null) _host.Timer.Remove(this);
        var messages = _host.Messages
            ?? throw new SiloUnavailableException($"No silo is known that could serve {grainId}.");
        messages.Send(
            new Message
            {
                Direction = Completion is null ? MessageDirection.OneWay : MessageDirection.Request,
                SendingSilo = _host.SiloAddress,
                SendingGrain = Source ?? default,
                TargetGrain = grainId,
                InterfaceType = Request.Method.InterfaceType,
                MethodId = Request.Method.Id,
                TimeToLive = Completion is null ? Timeout.InfiniteTimeSpan : _host.TimeoutOf(Request),
                ForwardCount = ForwardCount,
                RequestContext = Context,
                Request = Request,
            },
            Completion);
    }

    public override void Release()
    {
        _cancellation?.Dispose();
        base.Release();
    }

    bool ITimedCall.IsOver => Completion!.Task.IsCompleted;

    void ITimedCall.OnTimeout(TimeSpan timeout)
    {
        if (!Completion!.TryFail(CallTimeouts.CreateException(timeout, this))) return;

        if (_host.MessagingOptions.CancelRequestOnTimeout) _cancellation?.Cancel();
    }

    /// <summary>The link between the caller's token and the callee's.</summary>
    private sealed class CallerCancellation : WorkItem, IDisposable
    {
        private readonly LocalInvocation _call;
        private readonly CancellationTokenSource _callee = new();
        private readonly CancellationToken _callerToken;
        private readonly CancellationTokenRegistration _registration;
        private int _isQueued;

        public CallerCancellation(LocalInvocation call, CancellationToken callerToken)
        {
            _call = call;
            _callerToken = callerToken;
            call.Request.SetCancellationToken(_callee.Token);
            _registration = callerToken.UnsafeRegister(static self => ((CallerCancellation)self!).OnCanceled(), this);
        }

        public void Cancel()
        {
            // Before the first target is known nothing has been started; the target looks at the completion then.
            if (_call.Target is { } target && Interlocked.Exchange(ref _isQueued, 1) == 0) target.Push(this);
        }

        public override void Execute()
        {
            if (_call.Phase == InvocationPhase.Ended) return;

            if (!_call.Target!.IsCurrent)
            {
                _call.Target.Push(this);
                return;
            }

            if (_call.Phase == InvocationPhase.Waiting)
            {
                _call.Target.Withdraw(_call);
                return;
            }

            // The callee's registrations run here, on its own turn.
            _callee.Cancel();
        }

        public void Dispose() => _registration.Unregister();

        private void OnCanceled()
        {
            if (!_call._host.MessagingOptions.WaitForCancellationAcknowledgement)
            {
                _call.Completion?.TryCancel(_callerToken);
            }

            Cancel();
        }
    }
}
