using System.Reflection;
using Orleans.CodeGeneration;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>
/// The base of generated requests: one class per interface method, whose fields are the arguments. A request is owned
/// by one party at a time: the proxy that rents it, then the runtime, which returns it to its pool by
/// <see cref="Dispose"/> when the call is over and nobody (a filter, a queue) can still hold it.
/// </summary>
/// <remarks>
/// The five kinds below differ in what the interface method returns. Generated code implements the abstract members;
/// the internal ones let the runtime complete calls of any result type without reflection or boxing.
/// </remarks>
public abstract class Request : IInvokable
{
    /// <summary>The method.</summary>
    public abstract GrainMethod Method { get; }

    /// <summary>Type arguments of a generic interface method, in order; empty otherwise.</summary>
    public virtual Type[] MethodTypeArguments => [];

    /// <summary>Sets the object to call. Throws <see cref="InvalidCastException"/> if it lacks the interface.</summary>
    public abstract void SetTargetObject(object? target);

    /// <inheritdoc />
    public abstract object? GetTarget();

    /// <inheritdoc />
    public abstract void SetTarget(ITargetHolder holder);

    /// <inheritdoc />
    public abstract int GetArgumentCount();

    /// <inheritdoc />
    public abstract object? GetArgument(int index);

    /// <inheritdoc />
    public abstract void SetArgument(int index, object value);

    /// <summary>Replaces every argument that is neither immutable nor marked so by a deep copy of it.</summary>
    public abstract void CopyArguments(CopyContext context);

    /// <summary>Writes the arguments as fields 0, 1, … and the end tag.</summary>
    public abstract void WriteArguments(ref Writer writer);

    /// <summary>Reads what <see cref="WriteArguments"/> wrote; unknown fields are skipped, missing ones keep defaults.</summary>
    public abstract void ReadArguments(ref Reader reader);

    /// <summary>Clears arguments and target and returns the object to its pool.</summary>
    public abstract void Dispose();

    /// <inheritdoc />
    public abstract ValueTask<Response> Invoke();

    /// <summary>Whether the method takes a cancellation token.</summary>
    public virtual bool IsCancellable => false;

    /// <summary>The caller's token, or on the callee's side the runtime's.</summary>
    public virtual CancellationToken GetCancellationToken() => CancellationToken.None;

    /// <summary>Replaces the caller's token by one that the runtime cancels. No effect where the method takes none.</summary>
    public virtual void SetCancellationToken(CancellationToken cancellationToken)
    {
    }

    /// <summary>
    /// Whether no argument needs a copy: all are immutable, so the request itself may be executed by a local target.
    /// </summary>
    public virtual bool ArgumentsAreImmutable => false;

    /// <inheritdoc />
    public string GetMethodName() => Method.Name;

    /// <inheritdoc />
    public string GetInterfaceName() => Method.InterfaceName;

    /// <inheritdoc />
    public string GetActivityName() => Method.ActivityName;

    /// <inheritdoc />
    public MethodInfo GetMethod() => Method.MethodInfo;

    /// <inheritdoc />
    public Type GetInterfaceType() => Method.InterfaceType;

    /// <inheritdoc />
    public TimeSpan? GetDefaultResponseTimeout() => Method.ResponseTimeout;

    /// <summary>Executes the call and gives its task: the method's own where it returns one.</summary>
    internal abstract Task Start();

    /// <summary>The outcome of a task that <see cref="Start"/> gave and that has completed.</summary>
    internal abstract Response ToResponse(Task completed);

    /// <summary>A task with a deep copy of the successful task's result, or the task itself where none is needed.</summary>
    internal virtual Task CopyResult(Task completed, CodecProvider codecs) => completed;

    /// <summary>Writes the result of a task that completed successfully; nothing for methods without a result.</summary>
    internal abstract void WriteResult(Task completed, ref Writer writer);

    /// <summary>A completion for a caller whose request waits in a queue or travels to another silo.</summary>
    internal abstract ICallCompletion CreateCompletion();
}

/// <summary>A method that returns <see cref="Task"/>.</summary>
public abstract class TaskRequest : Request
{
    /// <summary>Calls the method.</summary>
    protected internal abstract Task InvokeTarget();

    /// <inheritdoc />
    public sealed override async ValueTask<Response> Invoke()
    {
        try
        {
            await InvokeTarget();
            return Response.Completed;
        }
        catch (Exception exception) // Every failure of user code is an outcome for the caller.
        {
            return Response.FromException(exception);
        }
    }

    internal sealed override Task Start() => InvokeTarget();

    internal sealed override Response ToResponse(Task completed) => CallCompletion.ToResponse(completed);

    internal sealed override void WriteResult(Task completed, ref Writer writer)
    {
    }

    internal sealed override ICallCompletion CreateCompletion() => new CallCompletion<VoidResult>();
}

/// <summary>A method that returns <see cref="Task{TResult}"/>.</summary>
public abstract class TaskRequest<TResult> : Request
{
    /// <summary>Calls the method.</summary>
    protected internal abstract Task<TResult> InvokeTarget();

    /// <summary>Whether the method's return value is marked immutable, so that it is never copied.</summary>
    protected internal virtual bool ResultIsImmutable => false;

    /// <inheritdoc />
    public sealed override async ValueTask<Response> Invoke()
    {
        try
        {
            return Response.FromResult(await InvokeTarget());
        }
        catch (Exception exception) // Every failure of user code is an outcome for the caller.
        {
            return Response.FromException(exception);
        }
    }

    internal sealed override Task Start() => InvokeTarget();

    internal sealed override Task CopyResult(Task completed, CodecProvider codecs) =>
        ResultIsImmutable ? completed : ResultCopy.Of((Task<TResult>)completed, codecs);

    internal sealed override Response ToResponse(Task completed) => CallCompletion.ToResponse<TResult>(completed);

    internal sealed override void WriteResult(Task completed, ref Writer writer) =>
        writer.Session.GetCodec<TResult>().WriteField(ref writer, 0, ((Task<TResult>)completed).Result);

    internal sealed override ICallCompletion CreateCompletion() => new CallCompletion<TResult>();
}

/// <summary>A method that returns <see cref="ValueTask"/>.</summary>
public abstract class ValueTaskRequest : Request
{
    /// <summary>Calls the method.</summary>
    protected internal abstract ValueTask InvokeTarget();

    /// <inheritdoc />
    public sealed override async ValueTask<Response> Invoke()
    {
        try
        {
            await InvokeTarget();
            return Response.Completed;
        }
        catch (Exception exception) // Every failure of user code is an outcome for the caller.
        {
            return Response.FromException(exception);
        }
    }

    internal sealed override Task Start() => InvokeTarget().AsTask();

    internal sealed override Response ToResponse(Task completed) => CallCompletion.ToResponse(completed);

    internal sealed override void WriteResult(Task completed, ref Writer writer)
    {
    }

    internal sealed override ICallCompletion CreateCompletion() => new CallCompletion<VoidResult>();
}

/// <summary>A method that returns <see cref="ValueTask{TResult}"/>.</summary>
public abstract class ValueTaskRequest<TResult> : Request
{
    /// <summary>Calls the method.</summary>
    protected internal abstract ValueTask<TResult> InvokeTarget();

    /// <summary>Whether the method's return value is marked immutable, so that it is never copied.</summary>
    protected internal virtual bool ResultIsImmutable => false;

    /// <inheritdoc />
    public sealed override async ValueTask<Response> Invoke()
    {
        try
        {
            return Response.FromResult(await InvokeTarget());
        }
        catch (Exception exception) // Every failure of user code is an outcome for the caller.
        {
            return Response.FromException(exception);
        }
    }

    internal sealed override Task Start() => InvokeTarget().AsTask();

    internal sealed override Task CopyResult(Task completed, CodecProvider codecs) =>
        ResultIsImmutable ? completed : ResultCopy.Of((Task<TResult>)completed, codecs);

    internal sealed override Response ToResponse(Task completed) => CallCompletion.ToResponse<TResult>(completed);

    internal sealed override void WriteResult(Task completed, ref Writer writer) =>
        writer.Session.GetCodec<TResult>().WriteField(ref writer, 0, ((Task<TResult>)completed).Result);

    internal sealed override ICallCompletion CreateCompletion() => new CallCompletion<TResult>();
}

/// <summary>A method that returns nothing: always one-way.</summary>
public abstract class VoidRequest : Request
{
    /// <summary>Calls the method.</summary>
    protected internal abstract void InvokeTarget();

    /// <inheritdoc />
    public sealed override ValueTask<Response> Invoke()
    {
        try
        {
            InvokeTarget();
            return new(Response.Completed);
        }
        catch (Exception exception) // Every failure of user code is an outcome for the caller.
        {
            return new(Response.FromException(exception));
        }
    }

    internal sealed override Task Start()
    {
        InvokeTarget();
        return Task.CompletedTask;
    }

    internal sealed override Response ToResponse(Task completed) => CallCompletion.ToResponse(completed);

    internal sealed override void WriteResult(Task completed, ref Writer writer)
    {
    }

    internal sealed override ICallCompletion CreateCompletion() => new CallCompletion<VoidResult>();
}

/// <summary>
/// A method that returns <see cref="IAsyncEnumerable{T}"/>. It is not executed as one call: the runtime's enumeration
/// extension on the target calls <see cref="InvokeTarget"/> and hands out batches.
/// </summary>
public abstract class AsyncEnumerableRequest<T> : Request
{
    /// <summary>Calls the method.</summary>
    protected internal abstract IAsyncEnumerable<T> InvokeTarget();

    /// <inheritdoc />
    public sealed override ValueTask<Response> Invoke()
    {
        try
        {
            return new(Response.FromResult(InvokeTarget()));
        }
        catch (Exception exception) // Every failure of user code is an outcome for the caller.
        {
            return new(Response.FromException(exception));
        }
    }

    internal sealed override Task Start() => Task.FromResult(InvokeTarget());

    internal sealed override Response ToResponse(Task completed) =>
        CallCompletion.ToResponse<IAsyncEnumerable<T>>(completed);

    internal sealed override void WriteResult(Task completed, ref Writer writer) =>
        throw new InvalidOperationException("An enumeration is handed out in batches, never as one result.");

    internal sealed override ICallCompletion CreateCompletion() =>
        throw new InvalidOperationException("An enumeration is handed out in batches, never as one result.");
}

/// <summary>Deep copies of results, so that caller and callee never share what can change.</summary>
internal static class ResultCopy
{
    public static Task<TResult> Of<TResult>(Task<TResult> completed, CodecProvider codecs)
    {
        var copier = codecs.GetCopier<TResult>();
        if (copier.IsShallow || completed.Result is null) return completed;

        using var context = codecs.GetCopyContext();
        return Task.FromResult(copier.Copy(completed.Result, context));
    }
}
