namespace ShopActors;

/// <summary>The limits of operators' keys and of their log.</summary>
public static class OperatorLimits
{
    /// <summary>The key of the grains that there is one of.</summary>
    public const string ShopKey = "shop";

    /// <summary>The longest name of a key.</summary>
    public const int NameMax = 100;

    /// <summary>
    /// The most of an operator's name that the log keeps: a subject and an issuer of an OpenID provider fit.
    /// </summary>
    public const int LoggedNameMax = 520;

    /// <summary>The most keys at once.</summary>
    public const int KeysMax = 100;

    /// <summary>The longest name of an operation in the log.</summary>
    public const int OperationMax = 100;

    /// <summary>The most of a target that the log keeps.</summary>
    public const int TargetMax = 256;

    /// <summary>The most entries of a page of the log.</summary>
    public const int PageMax = 100;
}
