using System.Runtime.ExceptionServices;

namespace Orleans.Serialization.Invocation;

/// <summary>The outcome of a call: a result or an exception.</summary>
public abstract class Response : IDisposable
{
    /// <summary>The outcome of a call without a result.</summary>
    public static Response Completed { get; } = new ResultResponse<object?>(null);

    /// <summary>The result, boxed. Reading it from a failed call throws the call's exception.</summary>
    public abstract object? Result { get; set; }

    /// <summary>The exception, or null where the call succeeded.</summary>
    public abstract Exception? Exception { get; set; }

    /// <summary>The result as <typeparamref name="T"/>; throws the call's exception where it failed.</summary>
    public abstract T GetResult<T>();

    /// <summary>A successful outcome.</summary>
    public static Response FromResult<TResult>(TResult value) => new ResultResponse<TResult>(value);

    /// <summary>A failed outcome.</summary>
    public static Response FromException(Exception exception) => new ExceptionResponse(exception);

    /// <inheritdoc />
    public virtual void Dispose() => GC.SuppressFinalize(this);

    private sealed class ResultResponse<TResult>(TResult value) : Response
    {
        private TResult _value = value;

        public override object? Result
        {
            get => _value;
            set => _value = (TResult)value!;
        }

        public override Exception? Exception
        {
            get => null;
            set => throw new InvalidOperationException("A successful response cannot be given an exception.");
        }

        public override T GetResult<T>() => _value is T typed ? typed : (T)(object?)_value!;
    }

    private sealed class ExceptionResponse(Exception exception) : Response
    {
        public override object? Result
        {
            get
            {
                ExceptionDispatchInfo.Throw(Exception!);
                return null;
            }
            set => throw new InvalidOperationException("A failed response cannot be given a result.");
        }

        public override Exception? Exception { get; set; } = exception;

        public override T GetResult<T>()
        {
            ExceptionDispatchInfo.Throw(Exception!);
            return default!;
        }
    }
}
