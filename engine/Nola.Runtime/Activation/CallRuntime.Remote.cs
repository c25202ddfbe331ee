using System.Diagnostics;
using Nola.Runtime.Filters;
using Nola.Runtime.Messaging;
using Nola.Runtime.Placement;
using Nola.Runtime.Scheduling;

namespace Nola.Runtime.Activation;

// Calls from and to other hosts that need no invocation: most are written where they are made, and run where they are
// read.
internal sealed partial class CallRuntime
{
    [ThreadStatic]
    private static Message? t_outgoing;

    /// <summary>Who takes the calls of other hosts; set before the first one.</summary>
    public IncomingMessages? Incoming { get; set; }

    /// <summary>Whether the grain is known to be on another host, so that the call need not look for it here.</summary>
    private bool IsElsewhere(GrainId grainId)
    {
        if (host.Messages is null || host.Observers.IsObserver(grainId)) return false;
        if (host.IsClient) return true;

        var placement = host.Catalog.FindClass(grainId.Type)?.Placement ?? RingPlacement.Instance;
        return !host.Locator.IsLocal(grainId, placement);
    }

    /// <summary>Sends a call to another host. Writing the arguments isolates them as a copy would.</summary>
    private Task SendAway(GrainReference target, Request request, bool keeps)
    {
        var completion = request.Method.IsOneWay ? null : request.CreateCompletion();
        var message = t_outgoing ?? new Message();
        t_outgoing = null;
        message.Direction = completion is null ? MessageDirection.OneWay : MessageDirection.Request;
        message.SendingSilo = host.SiloAddress;
        message.Caller = TurnThread.CurrentQueue;
        if (message.Caller is GrainActivation caller)
        {
            message.SendingGrain = caller.GrainId;
            message.CallerStamp = caller.StampRequest();
        }

        message.TargetGrain = target.GrainId;
        message.InterfaceType = request.Method.InterfaceType;
        message.MethodId = request.Method.Id;
        message.TimeToLive = completion is null ? Timeout.InfiniteTimeSpan : host.TimeoutOf(request);
        message.RequestContext = RequestContext.Snapshot;
        message.Request = request;
        try
        {
            if (completion is not null && host.Instruments.IsMeasuringRequests)
            {
                host.Instruments.Measure(completion.Task, host.Time);
            }

            host.Messages!.Send(message, completion);
        }
        catch (Exception exception) when (completion is not null)
        {
            // An argument without a codec, for one, is the caller's to know, by the call's task.
            completion.TryFail(exception);
        }
        finally
        {
            message.Reset();
            t_outgoing = message;
            if (!keeps) request.Dispose();
        }

        return completion is null ? Task.CompletedTask : completion.Task;
    }

    /// <summary>
    /// Runs a call of another host on the thread that read it, where its target is idle and its method known to be
    /// short. False where it has to take the longer way; then nothing has happened. The message is kept where somebody
    /// holds on to it.
    /// </summary>
    public bool TryAnswer(Message message, out bool isKept)
    {
        isKept = false;
        var request = message.Request!;
        ref var profile = ref request.Method.Inline;
        if (!profile.Allowed || !_mayInline || (_mayBeTraced && CallTracing.IsListening)) return false;
        if (message.Direction != MessageDirection.Request || request.IsCancellable || request.Method.IsNeverInlined) return false;

        var thread = TurnThread.Current;
        var ambient = ExecutionContext.Capture();
        if (ambient is null || message.ArrivedBy is not { } connection || !connection.MayLinger()) return false;
        if (!thread.TryTakeInlineSlot() || host.Catalog.Find(message.TargetGrain) is not { } activation) return false;
        if (!host.Locator.IsLocal(message.TargetGrain, activation.Class.Placement)) return false;
        if (!activation.TryEnter()) return false;

        if (!TryPrepare(activation, request))
        {
            activation.Leave();
            return false;
        }

        Begin(thread, activation, request, ambient, message.RequestContext, ref profile, out var call);
        isKept = Run(message, call);
        return true;
    }

    private static bool TryPrepare(GrainActivation activation, Request request)
    {
        if (!activation.MayStartInline(request)) return false;

        try
        {
            request.SetTargetObject(activation.GetTargetFor(request));
            return true;
        }
        catch (Exception) // The longer way reports it to the caller.
        {
            return false;
        }
    }

    // Tells whether somebody holds on to the message.
    private bool Run(Message message, in InlineCall call)
    {
        // What the method calls in its turn looks here for the call that it belongs to.
        call.Thread.Frame(call.Depth).Request = message;
        var request = message.Request!;
        Task task;
        try
        {
            task = request.Start() ?? Invocation.NullTask(request);
        }
        catch (Exception exception) // A method that throws before its first await has failed like any other.
        {
            task = Task.FromException(exception);
        }

        if (call.StartedAt != 0) call.EndSample(request);
        ref var frame = ref call.Thread.Frame(call.Depth);
        var made = frame.Request as RemoteInvocation;
        if (!task.IsCompleted)
        {
            call.Activation.KeepInline(made ?? new RemoteInvocation(host, Incoming!, message), task);
            call.Thread.Exit(ref frame);
            call.Activation.Leave();
            return true;
        }

        if (made is not null) InlineCall.EndMade(made);
        if (task.IsCompletedSuccessfully) call.Activation.EndInline();
        else call.Activation.EndFailedInline(task);

        call.Thread.Exit(ref frame);
        call.Activation.Leave();
        host.Messages!.Respond(message, request, task);
        request.Dispose();
        Incoming!.ForgetAnswered();
        return made is not null;
    }
}
