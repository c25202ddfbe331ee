using Nola.Runtime.Messaging;
using Nola.Runtime.Scheduling;
using Orleans.Serialization.Invocation;

namespace Nola.Runtime.Activation;

/// <summary>A request whose caller is in the same process.</summary>
#pragma warning disable CA1001 // Release, which ends every invocation, releases the registration.
internal sealed class LocalInvocation : Invocation, ITimedCall
{
    private static readonly WorkItemDepot Depot = new();

    [ThreadStatic]
    private static WorkItemPool t_pool;

    private ActivationHost _host;
    private CallerCancellation? _cancellation;
    private TimedCallLinks _links;

    /// <summary>Whether the timeouts may still have the call in hand.</summary>
    private bool _isTimed;

    /// <summary>The number of the call once it was sent to another silo, else 0.</summary>
    private long _sentAs;

    public LocalInvocation(ActivationHost host, Request request, ICallCompletion? completion, Invocation? parent)
        : base(request, parent)
    {
        _host = host;
        Completion = completion;
    }

    /// <summary>An invocation for a call, used before where that is possible.</summary>
    public static LocalInvocation Rent(
        ActivationHost host, Request request, ICallCompletion? completion, Invocation? parent)
    {
        if (t_pool.Take(Depot) is not LocalInvocation invocation)
        {
            return new LocalInvocation(host, request, completion, parent);
        }

        invocation.Begin(request, parent);
        invocation._host = host;
        invocation.Completion = completion;
        return invocation;
    }

    /// <summary>The caller's end, or null for one-way calls and until an inlined call turns out to be unfinished.</summary>
    public ICallCompletion? Completion { get; set; }

    public GrainId? Source { get; set; }

    public override GrainId? SourceId => Source;

    public override bool IsAbandoned => Completion is { Task.IsCompleted: true };

    public override Task? SenderTask => Completion?.Task;

    ref TimedCallLinks ITimedCall.Links => ref _links;

    /// <summary>Lets the caller's token end the call early and gives the callee a token of its own.</summary>
    public void ObserveCancellation(CancellationToken callerToken)
    {
        IsKnown = true;
        _cancellation = new CallerCancellation(this, callerToken);
    }

    /// <summary>Lets the call end when its time is over.</summary>
    public void ObserveTimeout(TimeSpan timeout) => _isTimed = _host.Timer.TryAdd(this, timeout);

    public override void Complete(Task task)
    {
        if (Completion is not { } completion)
        {
            if (!task.IsCompletedSuccessfully) _host.Log.OneWayFailed(Request, task);
            return;
        }

        EndTimeout();
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

        EndTimeout();
        completion.TryFail(exception);
    }

    public override void SendAway(GrainId grainId)
    {
        IsKnown = true;
        EndTimeout();
        var messages = _host.Messages
            ?? throw new SiloUnavailableException($"No silo is known that could serve {grainId}.");
        var message = new Message
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
        };
        messages.Send(message, Completion);
        if (_cancellation is { } cancellation && Completion is { } completion)
        {
            cancellation.OnSent(message.CorrelationId, completion.Task);
        }
    }

    public override Task Start(GrainActivation target) => _cancellation is { IsRequested: true } cancellation
        ? Task.FromException(cancellation.CreateException())
        : base.Start(target);

    public override void Release()
    {
        _cancellation?.Dispose();
        base.Release();
    }

    public override void Recycle()
    {
        // Who took the call out of the timeouts' lists, this or a sweep, is the one who has it.
        if (IsKnown || _isTimed || KeepsRequest || Target!.UsesIncomingFilters(this) || _host.HasFilters) return;

        Clear();
        Completion = null;
        Source = null;
        t_pool.Return(this, Depot);
    }

    private void EndTimeout()
    {
        if (_isTimed) _isTimed = !_host.Timer.TryRemove(this);
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
        private int _isRequested;

        public CallerCancellation(LocalInvocation call, CancellationToken callerToken)
        {
            _call = call;
            _callerToken = callerToken;
            call.Request.SetCancellationToken(_callee.Token);
            _registration = callerToken.UnsafeRegister(static self => ((CallerCancellation)self!).OnCanceled(), this);
        }

        /// <summary>A call that was cancelled before it started does not start.</summary>
        public bool IsRequested => Volatile.Read(ref _isRequested) != 0;

        public void Cancel()
        {
            if (Interlocked.Exchange(ref _isRequested, 1) != 0) return;

            // With neither the call is still on its way to its first turn or to the wire; both look at the request.
            if (Volatile.Read(ref _call._sentAs) is var number and not 0) _call._host.Messages?.Cancel(number);
            else _call.Target?.Push(this);
        }

        /// <summary>The call went to another silo, whose answer ends the link.</summary>
        public void OnSent(long number, Task answered)
        {
            Interlocked.Exchange(ref _call._sentAs, number);
            if (IsRequested) _call._host.Messages?.Cancel(number);
            answered.ContinueWith(
                static (_, self) => ((CallerCancellation)self!).Dispose(),
                this,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }

        public OperationCanceledException CreateException() => new("The caller cancelled the call.", _callerToken);

        public override void Execute()
        {
            if (_call.Phase == InvocationPhase.Ended) return;

            if (!_call.Target!.IsCurrent)
            {
                _call.Target.Push(this);
                return;
            }

            switch (_call.Phase)
            {
                case InvocationPhase.Waiting:
                    _call.Fail(CreateException());
                    _call.Target.Withdraw(_call);
                    break;
                case InvocationPhase.Running:
                    // The callee's registrations run here, on its own turn.
                    _callee.Cancel();
                    break;
            }
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
