using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Nola.Runtime.Tests.Model.CustomCalls;

public abstract class TwiceRequest<T> : RequestBase
{
    public override async ValueTask<Response> Invoke()
    {
        try
        {
            return Response.FromResult(await InvokeInner());
        }
        catch (InvalidOperationException)
        {
            return Response.FromResult(await InvokeInner());
        }
    }

    protected abstract Task<T> InvokeInner();
}
