namespace ShopActors;

/// <summary>The limits of a customer's profile and sessions.</summary>
public static class CustomerLimits
{
    /// <summary>The longest name.</summary>
    public const int NameMax = 200;

    /// <summary>The longest e-mail address.</summary>
    public const int EmailMax = 254;

    /// <summary>The shortest password, in characters after normalization (NIST SP 800-63B).</summary>
    public const int PasswordMin = 8;

    /// <summary>The longest password, in characters after normalization.</summary>
    public const int PasswordMax = 128;

    /// <summary>The most of a <c>User-Agent</c> that is kept.</summary>
    public const int UserAgentMax = 200;

    /// <summary>The most sessions at once; one more drops the oldest.</summary>
    public const int SessionsMax = 16;

    /// <summary>The most identities of OpenID providers that a customer can sign in with.</summary>
    public const int IdentitiesMax = 8;

    /// <summary>The most customers on one page of the operators' list.</summary>
    public const int PageMax = 100;

    /// <summary>The most customers that one request of the operators' list reads.</summary>
    public const int ScanMax = 1_000;
}
