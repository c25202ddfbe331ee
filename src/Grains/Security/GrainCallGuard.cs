using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace ShopActors;

/// <summary>Refuses calls that <see cref="CallRules"/> does not allow, before the method runs.</summary>
internal sealed partial class GrainCallGuard(CallRules rules, ILogger<GrainCallGuard> logger) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context)
    {
        if ((rules.Of(context.Request) & CallSource.Of(context.SourceId)) != Callers.None) return context.Invoke();

        LogRefused(logger, context.SourceId, context.InterfaceName, context.MethodName, context.TargetId);
        return Task.FromException(new GrainCallRefusedException(
            $"{context.InterfaceName}.{context.MethodName} cannot be called from there."));
    }

    [LoggerMessage(6001, LogLevel.Warning, "A call from {Source} to {Interface}.{Method} of {Target} was refused")]
    private static partial void LogRefused(
        ILogger logger, GrainId? source, string @interface, string method, GrainId target);
}
