using System.Reflection;
using System.Runtime.ExceptionServices;
using Nola.Runtime.Activation;
using Orleans.Serialization.Invocation;

namespace Nola.Runtime.Filters;

/// <summary>One call on its way through the outgoing filters of its sender, in the order of registration.</summary>
internal sealed class OutgoingCallContext(
    IOutgoingGrainCallFilter[] filters,
    GrainReference target,
    Request request,
    IGrainContext? source,
    Func<GrainReference, Request, Task> send) : IOutgoingGrainCallContext
{
    private int _stage;

    public IInvokable Request => request;

    public object Grain => target;

    public GrainId? SourceId => source?.GrainId;

    public GrainId TargetId => target.GrainId;

    public GrainInterfaceType InterfaceType => target.InterfaceType;

    public string InterfaceName => request.Method.InterfaceName;

    public string MethodName => request.Method.Name;

    public MethodInfo InterfaceMethod => request.Method.MethodInfo;

    public IGrainContext? SourceContext => source;

    public Response? Response { get; set; }

    public object? Result
    {
        get => Response is { Exception: null } response ? response.Result : null;
        set => Response = Response.FromResult(value);
    }

    public async Task RunAsync(ICallCompletion completion)
    {
        try
        {
            await Invoke();
            completion.TryComplete(Response ?? throw new InvalidOperationException(
                "The call got no response: a broken filter neither invoked the next one nor set a result."));
        }
        catch (Exception exception) // What leaves the filters is the call's outcome.
        {
            completion.TryFail(exception);
        }
    }

    public async Task Invoke()
    {
        var stage = _stage;
        try
        {
            if (stage < filters.Length)
            {
                _stage = stage + 1;
                await filters[stage].Invoke(this);
            }
            else
            {
                await SendAsync();
            }
        }
        finally
        {
            // A filter may invoke again what comes after it.
            _stage = stage;
        }
    }

    private async Task SendAsync()
    {
        var task = send(target, request);
        try
        {
            await task;
            Response = request.ToResponse(task);
        }
        catch (Exception exception)
        {
            Response = Response.FromException(exception);
            ExceptionDispatchInfo.Throw(exception);
        }
    }
}
