using System.Diagnostics;

namespace Nola.Runtime.Diagnostics;

/// <summary>The tags of spans, named as in Orleans, so that dashboards find them.</summary>
internal static class ActivityTags
{
    public const string RpcSystem = "rpc.system.name";
    public const string RpcService = "orleans.rpc.service";
    public const string RpcMethod = "rpc.method";
    public const string RpcTargetId = "orleans.rpc.target_id";
    public const string RpcSourceId = "orleans.rpc.source_id";
    public const string GrainId = "orleans.grain.id";
    public const string GrainType = "orleans.grain.type";
    public const string SiloId = "orleans.silo.id";
    public const string StorageProvider = "orleans.storage.provider";
    public const string StorageStateName = "orleans.storage.state.name";
    public const string StorageStateType = "orleans.storage.state.type";

    /// <summary>Marks a span as failed.</summary>
    public static void Fail(Activity? activity, Exception exception)
    {
        if (activity is not { IsAllDataRequested: true }) return;

        activity.SetStatus(ActivityStatusCode.Error);
        activity.SetTag("exception.type", exception.GetType().FullName);
        activity.SetTag("exception.message", exception.Message);
        activity.SetTag("exception.stacktrace", exception.ToString());
        activity.SetTag("exception.escaped", true);
    }
}
