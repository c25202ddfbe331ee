namespace Orleans.Runtime;

/// <summary>The grain reference was read outside an actor runtime and cannot be called.</summary>
[GenerateSerializer]
public sealed class GrainReferenceNotBoundException : OrleansException
{
    internal GrainReferenceNotBoundException(string message)
        : base(message)
    {
    }

    internal GrainReferenceNotBoundException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
