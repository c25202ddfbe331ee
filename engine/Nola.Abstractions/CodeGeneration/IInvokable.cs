using System.Reflection;

namespace Orleans.Serialization.Invocation;

/// <summary>A call on a grain, observer or extension, with its arguments, before it is executed.</summary>
public interface IInvokable : IDisposable
{
    /// <summary>The object the call will be executed on, or null before <see cref="SetTarget"/>.</summary>
    object? GetTarget();

    /// <summary>Takes the object to call from its holder.</summary>
    void SetTarget(ITargetHolder holder);

    /// <summary>Executes the call on its target; a thrown exception becomes an exception response.</summary>
    ValueTask<Response> Invoke();

    /// <summary>The number of arguments, cancellation tokens excluded.</summary>
    int GetArgumentCount();

    /// <summary>The argument at an index.</summary>
    object? GetArgument(int index);

    /// <summary>Replaces the argument at an index.</summary>
    void SetArgument(int index, object value);

    /// <summary>The method's name.</summary>
    string GetMethodName();

    /// <summary>The interface's name.</summary>
    string GetInterfaceName();

    /// <summary>The name used for tracing: interface and method.</summary>
    string GetActivityName();

    /// <summary>The interface's method.</summary>
    MethodInfo GetMethod();

    /// <summary>The interface.</summary>
    Type GetInterfaceType();

    /// <summary>The response timeout of the method itself, or null where the runtime's default applies.</summary>
    TimeSpan? GetDefaultResponseTimeout();

    /// <summary>The token passed by the caller, or on the callee's side the one that the runtime cancels.</summary>
    CancellationToken GetCancellationToken() => CancellationToken.None;

    /// <summary>Cancels the call's token; false where the method takes none.</summary>
    bool TryCancel() => false;

    /// <summary>Whether the method takes a cancellation token.</summary>
    bool IsCancellable => false;
}

/// <summary>Something that holds the object a call is executed on, and its extensions.</summary>
public interface ITargetHolder
{
    /// <summary>The object itself.</summary>
    object? GetTarget();

    /// <summary>An extension or component of the given type, or null.</summary>
    object? GetComponent(Type componentType);
}
