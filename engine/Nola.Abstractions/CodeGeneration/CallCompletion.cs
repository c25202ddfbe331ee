using System.Runtime.CompilerServices;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>The result type of calls that have none.</summary>
internal readonly struct VoidResult;

/// <summary>
/// The caller's end of a call that could not be answered on the spot. Whoever completes it first wins; continuations
/// never run on the completing thread, which is in somebody else's turn.
/// </summary>
internal abstract class CallCompletion
{
    /// <summary>The task the caller awaits: a <see cref="Task{TResult}"/> where the call has a result.</summary>
    public abstract Task Task { get; }

    /// <summary>Takes over the outcome of the callee's completed task, the result as it is (already copied where needed).</summary>
    public abstract bool TryComplete(Task completed);

    /// <summary>Takes over an outcome that went through call filters.</summary>
    public abstract bool TryComplete(Response response);

    /// <summary>Reads the result of a remote call, or completes without one.</summary>
    public abstract bool TryComplete(ref Reader reader);

    /// <summary>Fails the call.</summary>
    public abstract bool TryFail(Exception exception);

    /// <summary>Cancels the call on behalf of the caller's token.</summary>
    public abstract bool TryCancel(CancellationToken cancellationToken);

    internal static Response ToResponse(Task completed) =>
        completed.IsCompletedSuccessfully ? Response.Completed : Response.FromException(GetException(completed));

    internal static Response ToResponse<TResult>(Task completed) =>
        completed.IsCompletedSuccessfully
            ? Response.FromResult(((Task<TResult>)completed).Result)
            : Response.FromException(GetException(completed));

    /// <summary>The exception that awaiting the task would throw.</summary>
    internal static Exception GetException(Task completed)
    {
        if (completed.Exception is { } aggregate)
        {
            return aggregate.InnerExceptions.Count == 1 ? aggregate.InnerExceptions[0] : aggregate.InnerException!;
        }

        try
        {
            completed.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException canceled)
        {
            return canceled;
        }

        return new TaskCanceledException(completed);
    }
}

/// <summary>The completion of a call whose result is a <typeparamref name="TResult"/>.</summary>
internal sealed class CallCompletion<TResult>(bool hasResult) : CallCompletion
{
    private readonly TaskCompletionSource<TResult> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Task Task => _source.Task;

    public Task<TResult> TypedTask => _source.Task;

    public override bool TryComplete(Task completed)
    {
        if (!completed.IsCompletedSuccessfully) return TryFail(GetException(completed));

        return _source.TrySetResult(hasResult ? ((Task<TResult>)completed).Result : default!);
    }

    public override bool TryComplete(Response response) =>
        response.Exception is { } exception
            ? TryFail(exception)
            : _source.TrySetResult(hasResult ? response.GetResult<TResult>() : default!);

    public override bool TryComplete(ref Reader reader) =>
        _source.TrySetResult(hasResult ? reader.Session.GetCodec<TResult>().ReadField(ref reader) : default!);

    public override bool TryFail(Exception exception)
    {
        if (exception is not OperationCanceledException) return _source.TrySetException(exception);

        // A task that is cancelled, and throws this very exception when it is awaited.
        var cancelled = AsyncTaskMethodBuilder<TResult>.Create();
        cancelled.SetException(exception);
        return _source.TrySetFromTask(cancelled.Task);
    }

    public override bool TryCancel(CancellationToken cancellationToken) =>
        TryFail(new OperationCanceledException(cancellationToken));
}
