using Nola.Runtime.Filters;
using Nola.Runtime.Messaging;
using Nola.Runtime.Placement;
using Nola.Runtime.Scheduling;

namespace Nola.Runtime.Activation;

/// <summary>
/// Makes the calls of a host's references: inline where the target is idle and here, else through its queue, else
/// through messages.
/// </summary>
internal sealed partial class CallRuntime(ActivationHost host) : GrainReferenceRuntime
{
    public override Task Invoke(GrainReference target, TaskRequest request)
    {
        if (!TryEnter(target, request, out var call)) return Send(target, request);

        Task task;
        try
        {
            task = request.InvokeTarget() ?? Invocation.NullTask(request);
        }
        catch (Exception exception) // A method that throws before its first await has failed like any other.
        {
            task = Task.FromException(exception);
        }

        if (!task.IsCompletedSuccessfully) return call.LeaveUnfinished(request, task);

        call.Leave(request);
        return task;
    }

    public override Task<TResult> Invoke<TResult>(GrainReference target, TaskRequest<TResult> request)
    {
        if (!TryEnter(target, request, out var call)) return (Task<TResult>)Send(target, request);

        Task<TResult> task;
        try
        {
            task = request.InvokeTarget() ?? NullTask<TResult>(request);
            if (task.IsCompletedSuccessfully && !request.ResultIsImmutable) task = ResultCopy.Of(task, host.Codecs);
        }
        catch (Exception exception) // As above; also a result that cannot be copied.
        {
            task = Task.FromException<TResult>(exception);
        }

        if (!task.IsCompletedSuccessfully) return (Task<TResult>)call.LeaveUnfinished(request, task);

        call.Leave(request);
        return task;
    }

    public override ValueTask Invoke(GrainReference target, ValueTaskRequest request)
    {
        if (!TryEnter(target, request, out var call)) return new ValueTask(Send(target, request));

        ValueTask task;
        try
        {
            task = request.InvokeTarget();
        }
        catch (Exception exception) // As above.
        {
            task = ValueTask.FromException(exception);
        }

        if (!task.IsCompletedSuccessfully) return new ValueTask(call.LeaveUnfinished(request, task.AsTask()));

        call.Leave(request);
        return task;
    }

#pragma warning disable CA2012 // Each path consumes the task once: a successful one is replaced by its copied result.
    public override ValueTask<TResult> Invoke<TResult>(GrainReference target, ValueTaskRequest<TResult> request)
    {
        if (!TryEnter(target, request, out var call)) return new ValueTask<TResult>((Task<TResult>)Send(target, request));

        ValueTask<TResult> task;
        try
        {
            task = request.InvokeTarget();
            if (task.IsCompletedSuccessfully) task = new ValueTask<TResult>(CopyResult(request, task.Result));
        }
        catch (Exception exception) // As above.
        {
            task = ValueTask.FromException<TResult>(exception);
        }

        if (task.IsCompletedSuccessfully)
        {
            call.Leave(request);
            return task;
        }

        return new ValueTask<TResult>((Task<TResult>)call.LeaveUnfinished(request, task.AsTask()));
    }

#pragma warning restore CA2012

    public override void Invoke(GrainReference target, VoidRequest request) => Send(target, request);

    public override IAsyncEnumerable<T> Invoke<T>(GrainReference target, AsyncEnumerableRequest<T> request) =>
        new RemoteEnumerable<T>(host, target, request);

    public override Task InvokeCustom(GrainReference target, RequestBase request) => Send(target, request);

    public override object Cast(GrainReference reference, Type interfaceType)
    {
        ArgumentNullException.ThrowIfNull(interfaceType);
        return interfaceType.IsInstanceOfType(reference)
            ? reference
            : host.References.Create(reference.GrainId, interfaceType);
    }

    /// <summary>Takes a request to the grain's activation, wherever that is.</summary>
    public void Dispatch(Invocation invocation, GrainId grainId)
    {
        try
        {
            if (FindLocal(grainId, invocation) is { } activation)
            {
                invocation.Target = activation;
                invocation.IsReserved = activation.Class.Workers is not null;
                activation.Push(invocation);
                return;
            }

            invocation.SendAway(grainId);
        }
        catch (Exception exception) // No class for the grain type, no silo for the grain.
        {
            invocation.Fail(exception);
            invocation.Release();
        }
    }

    private static Task<TResult> NullTask<TResult>(Request request) => Task.FromException<TResult>(
        CallCompletion.GetException(Invocation.NullTask(request)));

    private TResult CopyResult<TResult>(ValueTaskRequest<TResult> request, TResult result)
    {
        if (request.ResultIsImmutable) return result;

        var copier = host.Codecs.GetCopier<TResult>();
        if (copier.IsShallow) return result;

        using var context = host.Codecs.GetCopyContext();
        return copier.Copy(result, context);
    }

    /// <summary>The local activation that serves the grain, or null where another silo does.</summary>
    private GrainActivation? FindLocal(GrainId grainId, Invocation invocation)
    {
        if (host.Observers.IsObserver(grainId)) return host.Observers.Find(grainId);
        if (host.IsClient) return null;

        // A service of this silo is there from the start or not at all; it has no class to be activated from.
        if (HostAddressedGrains.Is(grainId) && host.Catalog.Find(grainId) is { Class.IsObserver: true } service) return service;

        // The silo first: an activation of a grain that moved away is on its way out and must not get anything new.
        var grainClass = host.Catalog.FindClass(grainId.Type);
        var placement = grainClass?.Placement ?? RingPlacement.Instance;
        var isLocal = host.Locator.IsLocal(grainId, placement);
        if (!isLocal && host.Directory?.IsAssigned(grainId, invocation.CameFrom, placement) != true) return null;

        if (grainClass is null)
        {
            throw new ArgumentException($"Could not find an implementation class for grain type {grainId.Type}.");
        }

        return host.Catalog.GetOrCreate(grainClass, grainId, invocation.Context, isDisplaced: !isLocal);
    }

    /// <summary>Calls through outgoing filters where there are any, and through the target's queue or a message.</summary>
    private Task Send(GrainReference target, Request request)
    {
        var tracing = host.IsTraced ? host.Tracing : null;
        if (!host.HasOutgoingFilters && tracing is null) return SendUnfiltered(target, request);

        var completion = request.CreateCompletion();
        IOutgoingGrainCallFilter[] filters = tracing is null ? host.OutgoingFilters : [tracing, .. host.OutgoingFilters];
        var context = new OutgoingCallContext(filters, target, request, RuntimeContext.Current, SendFiltered);
        _ = context.RunAsync(completion);
        return request.Method.IsOneWay ? Task.CompletedTask : completion.Task;
    }

    // Filters look at the request after it has been answered.
    private Task SendFiltered(GrainReference target, Request request) => SendUnfiltered(target, request, keeps: true);

    private Task SendUnfiltered(GrainReference target, Request request, bool keeps = false)
    {
        var method = request.Method;
        var callerToken = request.GetCancellationToken();

        // By the call itself and not by its task, as in Orleans: nothing was sent.
        callerToken.ThrowIfCancellationRequested();
        var isPlain = !callerToken.CanBeCanceled && !method.TakesGrainCancellationToken;
        if (isPlain && IsElsewhere(target.GrainId)) return SendAway(target, request, keeps);

        var completion = method.IsOneWay ? null : request.CreateCompletion();
        var thread = TurnThread.Current;
        var invocation = LocalInvocation.Rent(host, request, completion, completion is null ? null : ParentOf(thread));
        try
        {
            invocation.Source = (thread.Queue as GrainActivation)?.GrainId;
            invocation.Context = CopyContext(RequestContext.Snapshot);
            invocation.KeepsRequest = keeps;

            // Arguments are isolated before anything else runs, wherever the call goes.
            CopyArguments(request);
            if (method.TakesGrainCancellationToken) CancellationTies.Tie(request, target);
        }
        catch (Exception exception) // An argument without a codec is the caller's to know, by the call's task.
        {
            completion?.TryFail(exception);
            request.Dispose();
            if (completion is null) throw;

            return completion.Task;
        }

        if (callerToken.CanBeCanceled) invocation.ObserveCancellation(callerToken);
        var task = completion?.Task ?? Task.CompletedTask;
        if (completion is not null) invocation.ObserveTimeout(host.TimeoutOf(request));
        if (completion is not null && host.Instruments.IsMeasuringRequests) host.Instruments.Measure(task, host.Time);

        // From here on the invocation may end, and serve another call, at any time.
        Dispatch(invocation, target.GrainId);
        return task;
    }

    private void CopyArguments(Request request)
    {
        if (request.ArgumentsAreImmutable) return;

        using var context = host.Codecs.GetCopyContext();
        request.CopyArguments(context);
    }

    private Dictionary<string, object>? CopyContext(Dictionary<string, object>? values)
    {
        if (values is null) return null;

        Dictionary<string, object>? copy = null;
        foreach (var (key, value) in values)
        {
            if (value is string or Guid or int or long or bool or null) continue;

            using var context = host.Codecs.GetCopyContext();
            var copied = context.CopyByRuntimeType(value);
            if (ReferenceEquals(copied, value)) continue;

            copy ??= new Dictionary<string, object>(values);
            copy[key] = copied;
        }

        return copy ?? values;
    }
}
