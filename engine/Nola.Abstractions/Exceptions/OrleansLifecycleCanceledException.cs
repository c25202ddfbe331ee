namespace Orleans.Runtime;

/// <summary>The lifecycle was stopped before it had started.</summary>
[GenerateSerializer]
public sealed class OrleansLifecycleCanceledException : OrleansException
{
    internal OrleansLifecycleCanceledException(string message)
        : base(message)
    {
    }

    internal OrleansLifecycleCanceledException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
