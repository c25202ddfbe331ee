using System.Collections.Concurrent;
using Nola.Runtime.Messaging;
using Nola.Runtime.Scheduling;

namespace Nola.Runtime.Activation;

/// <summary>Takes what other hosts send to the grains and observers of this one.</summary>
internal sealed class IncomingMessages : IIncomingMessageHandler
{
    private readonly ActivationHost _host;

    /// <summary>Unfinished requests that can be cancelled, by their sender and number.</summary>
    private readonly ConcurrentDictionary<(SiloAddress?, long), RemoteInvocation> _cancellable = new();
    private int _unfinishedCount;

    public IncomingMessages(ActivationHost host)
    {
        _host = host;
        host.Calls.Incoming = this;
    }

    public int UnfinishedCount => Volatile.Read(ref _unfinishedCount);

    public bool Receive(Message message)
    {
        if (message.Direction == MessageDirection.Cancel)
        {
            if (_cancellable.TryGetValue(KeyOf(message), out var cancelled)) new CancelItem(cancelled).Push();
            return false;
        }

        Interlocked.Increment(ref _unfinishedCount);
        if (_host.Calls.TryAnswer(message, out var isKept)) return isKept;

        var invocation = new RemoteInvocation(_host, this, message);
        if (invocation.Request.IsCancellable) _cancellable[KeyOf(message)] = invocation;
        _host.Calls.Dispatch(invocation, message.TargetGrain);
        return true;
    }

    /// <summary>A request was answered where it was read, without an invocation.</summary>
    public void ForgetAnswered() => Interlocked.Decrement(ref _unfinishedCount);

    /// <summary>A request has ended or was passed on. Called once for each.</summary>
    public void Forget(RemoteInvocation invocation)
    {
        Interlocked.Decrement(ref _unfinishedCount);
        if (invocation.Request.IsCancellable) _cancellable.TryRemove(KeyOf(invocation.Message), out _);
    }

    private static (SiloAddress?, long) KeyOf(Message message) => (message.SendingSilo, message.CorrelationId);

    private sealed class CancelItem(RemoteInvocation invocation) : WorkItem
    {
        public void Push() => invocation.Target?.Push(this);

        public override void Execute()
        {
            var target = invocation.Target!;
            if (!target.IsCurrent)
            {
                target.Push(this);
                return;
            }

            switch (invocation.Phase)
            {
                case InvocationPhase.Waiting:
                    invocation.Fail(new OperationCanceledException("The caller cancelled the call."));
                    target.Withdraw(invocation);
                    break;
                case InvocationPhase.Queued or InvocationPhase.Running:
                    invocation.Cancel();
                    break;
            }
        }
    }
}
