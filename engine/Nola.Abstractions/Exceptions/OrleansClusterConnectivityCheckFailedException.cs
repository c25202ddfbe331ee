namespace Orleans.Runtime.MembershipService;

/// <summary>The silo could not reach the cluster it wants to join.</summary>
[GenerateSerializer]
public sealed class OrleansClusterConnectivityCheckFailedException : OrleansException
{
    /// <summary>An exception with the default message.</summary>
    public OrleansClusterConnectivityCheckFailedException()
        : base("The silo could not reach the cluster it wants to join.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public OrleansClusterConnectivityCheckFailedException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public OrleansClusterConnectivityCheckFailedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
