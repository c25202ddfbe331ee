using Grpc.Core;
using Grpc.Core.Interceptors;

namespace ShopActors.WebApi.Grpc;

/// <summary>
/// Converts unexpected exceptions of calls as <see cref="UnhandledErrors"/> does those of requests: a write's outcome
/// is unknown, a read has none.
/// </summary>
internal sealed class GrpcErrors(UnhandledErrors errors) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw Explain(e, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw Explain(e, context);
        }
    }

    private RpcException Explain(Exception exception, ServerCallContext context) =>
        GrpcProblem.ToException(errors.Explain(context.GetHttpContext(), exception));
}
