using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.ExceptionServices;
using Nola.Runtime.Activation;
using Orleans.Serialization.Invocation;

namespace Nola.Runtime.Filters;

/// <summary>
/// One call on its way through the incoming filters: those of the silo in the order of registration, then the grain
/// itself where it is one, then the method.
/// </summary>
internal sealed class IncomingCallContext : IIncomingGrainCallContext
{
    private static readonly ConcurrentDictionary<(Type, MethodInfo), MethodInfo> s_implementations = new();

    private readonly GrainActivation _target;
    private readonly Invocation _invocation;
    private readonly IIncomingGrainCallFilter[] _filters;

    /// <summary>What the method is called on: the grain or one of its extensions.</summary>
    private readonly object _callee;
    private int _stage;

    private IncomingCallContext(GrainActivation target, Invocation invocation)
    {
        _target = target;
        _invocation = invocation;
        var host = target.Host;
        _filters = host.IsTraced ? [host.Tracing!, .. host.IncomingFilters] : host.IncomingFilters;
        _callee = target.GetTargetFor(invocation.Request)!;
        Grain = target.GrainInstance ?? _callee;
    }

    public IInvokable Request => _invocation.Request;

    public object Grain { get; }

    public GrainId? SourceId => _invocation.SourceId;

    public GrainId TargetId => _target.GrainId;

    public GrainInterfaceType InterfaceType => GrainTypeNames.OfInterface(_invocation.Request.Method.InterfaceType);

    public string InterfaceName => _invocation.Request.Method.InterfaceName;

    public string MethodName => _invocation.Request.Method.Name;

    public MethodInfo InterfaceMethod => _invocation.Request.Method.MethodInfo;

    public MethodInfo ImplementationMethod =>
        s_implementations.GetOrAdd((_callee.GetType(), InterfaceMethod), FindImplementation);

    public IGrainContext TargetContext => _target;

    public Response? Response { get; set; }

    public object? Result
    {
        get => Response is { Exception: null } response ? response.Result : null;
        set => Response = Response.FromResult(value);
    }

    /// <summary>Runs filters and method; the task's result is the outcome, be it a failure of the method.</summary>
    public static async Task<Response> RunAsync(GrainActivation target, Invocation invocation)
    {
        IncomingCallContext? context = null;
        try
        {
            context = new IncomingCallContext(target, invocation);
            await context.Invoke();
        }
        catch (Exception exception) // What leaves the filters is the call's outcome.
        {
            return Response.FromException(exception);
        }

        return context.Response ?? Response.FromException(new InvalidOperationException(
            "The call got no response: a broken filter neither invoked the next one nor set a result."));
    }

    public async Task Invoke()
    {
        var stage = _stage;
        try
        {
            if (stage < _filters.Length)
            {
                _stage = stage + 1;
                await _filters[stage].Invoke(this);
            }
            else if (stage == _filters.Length && Grain is IIncomingGrainCallFilter self)
            {
                _stage = stage + 1;
                await self.Invoke(this);
            }
            else
            {
                await InvokeMethodAsync();
            }
        }
        finally
        {
            // A filter may invoke again what comes after it.
            _stage = stage;
        }
    }

    private async Task InvokeMethodAsync()
    {
        var request = _invocation.Request;
        request.SetTargetObject(_callee);
        var task = request.Start() ?? Invocation.NullTask(request);
        try
        {
            await task;
            Response = request.ToResponse(request.CopyResult(task, _target.Host.Codecs));
        }
        catch (Exception exception)
        {
            // Filters see the exception twice, as their awaits throw it and as the response.
            Response = Response.FromException(exception);
            ExceptionDispatchInfo.Throw(exception);
        }
    }

    private static MethodInfo FindImplementation((Type Callee, MethodInfo Method) call)
    {
        var (callee, method) = call;
        if (method.DeclaringType is not { IsInterface: true } declaring || !declaring.IsAssignableFrom(callee)) return method;

        var definition = method.IsConstructedGenericMethod ? method.GetGenericMethodDefinition() : method;
        var map = callee.GetInterfaceMap(declaring);
        var index = Array.IndexOf(map.InterfaceMethods, definition);
        if (index < 0) return method;

        var implementation = map.TargetMethods[index];
        return method.IsConstructedGenericMethod
            ? implementation.MakeGenericMethod(method.GetGenericArguments())
            : implementation;
    }
}
