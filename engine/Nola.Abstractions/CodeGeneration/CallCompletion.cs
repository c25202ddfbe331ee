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
internal interface ICallCompletion
{
    /// <summary>The task the caller awaits: a <see cref="Task{TResult}"/> where the call has a result.</summary>
    Task Task { get; }

    /// <summary>Takes over the outcome of the callee's completed task, the result as it is (already copied where needed).</summary>
    bool TryComplete(Task completed);

    /// <summary>Takes over an outcome that went through call filters.</summary>
    bool TryComplete(Response response);

    /// <summary>Reads the result of a remote call, or completes without one.</summary>
    bool TryComplete(ref Reader reader);

    /// <summary>Fails the call.</summary>
    bool TryFail(Exception exception);

    /// <summary>Cancels the call on behalf of the caller's token.</summary>
    bool TryCancel(CancellationToken cancellationToken);
}

/// <summary>What completed tasks came to.</summary>
internal static class CallCompletion
{
    public static Response ToResponse(Task completed) =>
        completed.IsCompletedSuccessfully ? Response.Completed : Response.FromException(GetException(completed));

    public static Response ToResponse<TResult>(Task completed) =>
        completed.IsCompletedSuccessfully
            ? Response.FromResult(((Task<TResult>)completed).Result)
            : Response.FromException(GetException(completed));

    /// <summary>The exception that awaiting the task would throw.</summary>
    public static Exception GetException(Task completed)
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

/// <summary>
/// The completion of a call whose result is a <typeparamref name="TResult"/>. It is the task's source itself: every call
/// that waits for an answer has one, and one object less.
/// </summary>
internal sealed class CallCompletion<TResult>() :
    TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously), ICallCompletion
{
    Task ICallCompletion.Task => Task;

    private static bool HasResult => typeof(TResult) != typeof(VoidResult);

    public bool TryComplete(Task completed)
    {
        if (!completed.IsCompletedSuccessfully) return TryFail(CallCompletion.GetException(completed));

        return TrySetResult(HasResult ? ((Task<TResult>)completed).Result : default!);
    }

    public bool TryComplete(Response response) =>
        response.Exception is { } exception
            ? TryFail(exception)
            : TrySetResult(HasResult ? response.GetResult<TResult>() : default!);

    public bool TryComplete(ref Reader reader) =>
        TrySetResult(HasResult ? reader.Session.GetCodec<TResult>().ReadField(ref reader) : default!);

    public bool TryFail(Exception exception)
    {
        if (exception is not OperationCanceledException) return TrySetException(exception);

        // A task that is cancelled, and throws this very exception when it is awaited.
        var cancelled = AsyncTaskMethodBuilder<TResult>.Create();
        cancelled.SetException(exception);
        return TrySetFromTask(cancelled.Task);
    }

    public bool TryCancel(CancellationToken cancellationToken) =>
        TryFail(new OperationCanceledException(cancellationToken));
}
