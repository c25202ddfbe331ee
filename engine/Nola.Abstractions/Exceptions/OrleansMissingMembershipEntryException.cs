namespace Orleans.Runtime.MembershipService;

/// <summary>The silo's row is missing from the membership table.</summary>
[GenerateSerializer]
public sealed class OrleansMissingMembershipEntryException : OrleansException
{
    /// <summary>An exception with the default message.</summary>
    public OrleansMissingMembershipEntryException()
        : base("The silo's row is missing from the membership table.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public OrleansMissingMembershipEntryException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public OrleansMissingMembershipEntryException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
