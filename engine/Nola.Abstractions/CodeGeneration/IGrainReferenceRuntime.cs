using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>Sends requests through references. For request classes of an application's own.</summary>
public interface IGrainReferenceRuntime
{
    /// <summary>Calls a method with a result.</summary>
    ValueTask<T?> InvokeMethodAsync<T>(GrainReference reference, IInvokable request, InvokeMethodOptions options);

    /// <summary>Calls a method without a result.</summary>
    ValueTask InvokeMethodAsync(GrainReference reference, IInvokable request, InvokeMethodOptions options);

    /// <summary>Sends a call that has no response.</summary>
    void InvokeMethod(GrainReference reference, IInvokable request, InvokeMethodOptions options);

    /// <summary>The same grain through another interface.</summary>
    object Cast(IAddressable grain, Type interfaceType);
}
