using System.Runtime.ExceptionServices;
using Orleans.CodeGeneration;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>
/// The base of request classes of an application's own: for methods with return types of its own, or with more to do
/// than to call the method. See <see cref="InvokableBaseTypeAttribute"/>.
/// </summary>
public abstract class RequestBase : Request
{
    /// <summary>What the method's attributes say about the call.</summary>
    public InvokeMethodOptions Options => Method.Options;

    internal sealed override Task Start() => RunAsync();

    internal sealed override Response ToResponse(Task completed) => CallCompletion.ToResponse<object?>(completed);

    internal sealed override Task CopyResult(Task completed, CodecProvider codecs) =>
        ResultCopy.Of((Task<object?>)completed, codecs);

    internal sealed override void WriteResult(Task completed, ref Writer writer) =>
        writer.Session.GetCodec<object?>().WriteField(ref writer, 0, ((Task<object?>)completed).Result);

    internal sealed override ICallCompletion CreateCompletion() => new CallCompletion<object?>();

    private async Task<object?> RunAsync()
    {
        var response = await Invoke();
        if (response.Exception is { } exception) ExceptionDispatchInfo.Throw(exception);
        return response.Result;
    }
}
