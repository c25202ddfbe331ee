using System.Diagnostics;
using Nola.Runtime.Diagnostics;
using Orleans.Core.Internal;
using Orleans.Diagnostics;

namespace Nola.Runtime.Filters;

/// <summary>
/// Makes a span at either end of a call and joins the two: the caller's goes along in the request context, in the form
/// of the process's propagator, which is W3C's. The host puts it before its other filters, and only while somebody
/// listens: without a listener a call does not know that it could be traced.
/// </summary>
internal sealed class CallTracing(DistributedContextPropagator propagator)
    : IIncomingGrainCallFilter, IOutgoingGrainCallFilter
{
    private const string System = "orleans";
    private const string OrleansNamespace = "Orleans";

    /// <summary>Whether anybody wants spans of calls.</summary>
    public static bool IsListening =>
        ActivitySources.ApplicationGrainSource.HasListeners() || ActivitySources.RuntimeGrainSource.HasListeners();

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        var activity = SourceOf(context).StartActivity(context.Request.GetActivityName(), ActivityKind.Client);
        if (activity is null) return context.Invoke();

        propagator.Inject(activity, null, static (_, key, value) => RequestContext.Set(key, value));
        return TraceAsync(context, activity);
    }

    public Task Invoke(IIncomingGrainCallContext context)
    {
        var activity = Create(context);
        return activity is null ? context.Invoke() : TraceAsync(context, activity.Start());
    }

    private Activity? Create(IGrainCallContext context)
    {
        var source = SourceOf(context);
        var name = context.Request.GetActivityName();
        propagator.ExtractTraceIdAndState(null, Read, out var traceParent, out var traceState);
        if (string.IsNullOrEmpty(traceParent)) return source.CreateActivity(name, ActivityKind.Server);

        var activity = ActivityContext.TryParse(traceParent, traceState, isRemote: true, out var parent)
            ? source.CreateActivity(name, ActivityKind.Server, parent)
            : source.CreateActivity(name, ActivityKind.Server, traceParent);
        if (activity is null) return null;

        if (!string.IsNullOrEmpty(traceState)) activity.TraceStateString = traceState;
        foreach (var (key, value) in propagator.ExtractBaggage(null, Read) ?? []) activity.AddBaggage(key, value);
        return activity;
    }

    private static void Read(object? carrier, string name, out string? value, out IEnumerable<string>? values)
    {
        value = RequestContext.Get(name) as string;
        values = null;
    }

    private static ActivitySource SourceOf(IGrainCallContext context)
    {
        var type = context.Request.GetInterfaceType();
        if (type == typeof(IGrainManagementExtension)) return ActivitySources.LifecycleGrainSource;
        if (type.Assembly == typeof(CallTracing).Assembly)
        {
            return type.Name switch
            {
                "IMemoryStorageGrain" => ActivitySources.StorageGrainSource,
                "IEnumerationExtension" => ActivitySources.ApplicationGrainSource,
                _ => ActivitySources.RuntimeGrainSource,
            };
        }

        return type.Namespace?.StartsWith(OrleansNamespace, StringComparison.Ordinal) == true
            ? ActivitySources.RuntimeGrainSource
            : ActivitySources.ApplicationGrainSource;
    }

    private static async Task TraceAsync(IGrainCallContext context, Activity activity)
    {
        activity.SetTag(ActivityTags.RpcSystem, System);
        activity.SetTag(ActivityTags.RpcService, context.InterfaceName);
        activity.SetTag(ActivityTags.RpcMethod, $"{context.InterfaceName}/{context.MethodName}");
        if (activity.IsAllDataRequested)
        {
            activity.SetTag(ActivityTags.RpcTargetId, context.TargetId.ToString());
            if (context.SourceId is { } source) activity.SetTag(ActivityTags.RpcSourceId, source.ToString());
        }

        try
        {
            await context.Invoke();
        }
        catch (Exception exception)
        {
            ActivityTags.Fail(activity, exception);
            throw;
        }
        finally
        {
            activity.Stop();
        }
    }
}
