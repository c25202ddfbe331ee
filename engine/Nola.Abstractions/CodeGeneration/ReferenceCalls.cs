using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>Sends requests of any kind. It has no state: a reference knows its host.</summary>
internal sealed class ReferenceCalls : IGrainReferenceRuntime
{
    public static ReferenceCalls Instance { get; } = new();

    public async ValueTask<T?> InvokeMethodAsync<T>(
        GrainReference reference, IInvokable request, InvokeMethodOptions options)
    {
        var runtime = reference.Shared.Runtime;
        return request switch
        {
            RequestBase custom => custom.Method.IsOneWay
                ? Forget<T>(runtime.InvokeCustom(reference, custom))
                : (T?)await ((Task<object?>)runtime.InvokeCustom(reference, custom)),
            TaskRequest<T> typed => await runtime.Invoke(reference, typed),
            ValueTaskRequest<T> typed => await runtime.Invoke(reference, typed),
            _ => throw Unknown(request),
        };
    }

    public async ValueTask InvokeMethodAsync(
        GrainReference reference, IInvokable request, InvokeMethodOptions options)
    {
        var runtime = reference.Shared.Runtime;
        switch (request)
        {
            case RequestBase custom:
                await runtime.InvokeCustom(reference, custom);
                break;
            case TaskRequest plain:
                await runtime.Invoke(reference, plain);
                break;
            case ValueTaskRequest plain:
                await runtime.Invoke(reference, plain);
                break;
            default:
                throw Unknown(request);
        }
    }

    public void InvokeMethod(GrainReference reference, IInvokable request, InvokeMethodOptions options)
    {
        switch (request)
        {
            case RequestBase custom:
                Forget<object>(reference.Shared.Runtime.InvokeCustom(reference, custom));
                break;
            case VoidRequest plain:
                reference.Shared.Runtime.Invoke(reference, plain);
                break;
            default:
                throw Unknown(request);
        }
    }

    public object Cast(IAddressable grain, Type interfaceType)
    {
        var reference = grain as GrainReference ?? throw new ArgumentException("Not a reference.", nameof(grain));
        return reference.Shared.Runtime.Cast(reference, interfaceType);
    }

    // Nobody waits for it; what becomes of it must not end up as an unobserved exception.
    private static T? Forget<T>(Task call)
    {
        _ = call.ContinueWith(
            static ended => _ = ended.Exception, CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return default;
    }

    private static ArgumentException Unknown(IInvokable request) =>
        new($"{request.GetType()} is no generated request for such a method.", nameof(request));
}
