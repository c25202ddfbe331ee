using Orleans.Serialization.Invocation;

namespace Nola.Runtime.Messaging;

/// <summary>Carries calls to other hosts and outcomes back.</summary>
internal interface IMessageCenter
{
    /// <summary>
    /// Sends a request and completes the completion with its answer, a rejection, <see cref="TimeoutException"/> or
    /// <see cref="SiloUnavailableException"/>. The arguments are written before this returns.
    /// </summary>
    void Send(Message message, ICallCompletion? completion);

    /// <summary>Answers a received request with the outcome of its completed task.</summary>
    void Respond(Message request, Request call, Task outcome);

    /// <summary>Answers a received request with an outcome that went through call filters.</summary>
    void Respond(Message request, Response outcome);

    /// <summary>Refuses a received request, which was not executed.</summary>
    void Reject(Message request, Exception reason);

    /// <summary>Passes a received request on to the silo that owns the grain now.</summary>
    void Forward(Message request);

    /// <summary>
    /// Tells the callee that the caller gave up, wherever the call is by now. Its outcome is still awaited: the callee may
    /// acknowledge the cancellation or end as if nothing had happened.
    /// </summary>
    void Cancel(long correlationId);
}
