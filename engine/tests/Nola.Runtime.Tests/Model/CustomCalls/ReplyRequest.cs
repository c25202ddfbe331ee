using Orleans;
using Orleans.Invocation;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Nola.Runtime.Tests.Model.CustomCalls;

[SerializerTransparent]
[ReturnValueProxy(nameof(Send))]
public abstract class ReplyRequest<T> : RequestBase
{
    private readonly IGrainReferenceRuntime _runtime;

    [GeneratedActivatorConstructor]
    protected ReplyRequest(IGrainReferenceRuntime runtime) => _runtime = runtime;

    public Reply<T> Send(GrainReference proxy) =>
        new(_runtime.InvokeMethodAsync<T>(proxy, this, Options).AsTask()) { IsProxied = true };

    public sealed override async ValueTask<Response> Invoke()
    {
        try
        {
            return Response.FromResult(await InvokeInner());
        }
        catch (Exception exception) // Every failure of user code is an outcome for the caller.
        {
            return Response.FromException(exception);
        }
    }

    protected abstract Reply<T> InvokeInner();
}
