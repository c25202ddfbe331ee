using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Concurrency;

namespace ShopActors.Hosting.Failover;

/// <summary>
/// Lets a client's grain calls survive the failure of the called silo, if repeating them is safe: see
/// <see cref="CallRepeater"/>. Each attempt is a call of its own, because a call context supports one at a time.
/// </summary>
internal sealed class RepeatedCalls(CallRepeater repeater) : IOutgoingGrainCallFilter
{
    // Set while an attempt is started: it passes through this filter as well, and must not be repeated itself.
    private static readonly AsyncLocal<bool> IsAttempt = new();

    private readonly ConcurrentDictionary<MethodInfo, Signature> _signatures = new();

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var signature = _signatures.GetOrAdd(context.InterfaceMethod, Signature.Of);
        if (IsAttempt.Value || !signature.IsRepeatable)
        {
            await context.Invoke().ConfigureAwait(false);
            return;
        }

        // Copied now, because Orleans may reuse an answered request for another call.
        var grain = context.Grain;
        var arguments = new object?[context.Request.GetArgumentCount()];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = context.Request.GetArgument(i);
        var answered = await repeater.RunAsync(signature.Name, () => AttemptAsync(signature.Method, grain, arguments))
            .ConfigureAwait(false);
        context.Result = signature.Result?.GetValue(answered);
    }

    private static Task AttemptAsync(MethodInfo method, object grain, object?[] arguments)
    {
        IsAttempt.Value = true;
        try
        {
            return (Task)method.Invoke(
                grain, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null)!;
        }
        finally
        {
            IsAttempt.Value = false;
        }
    }

    private sealed record Signature(MethodInfo Method, string Name, bool IsRepeatable, PropertyInfo? Result)
    {
        public static Signature Of(MethodInfo method) => new(
            method,
            $"{method.DeclaringType!.Name}.{method.Name}",
            typeof(Task).IsAssignableFrom(method.ReturnType) && (method.IsDefined(typeof(ReadOnlyAttribute))
                || method.IsDefined(typeof(RepeatableAttribute))
                || method.DeclaringType.IsDefined(typeof(RepeatableAttribute))),
            method.ReturnType.IsGenericType ? method.ReturnType.GetProperty("Result") : null);
    }
}
