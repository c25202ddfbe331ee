namespace ShopActors;

/// <summary>A named set of scopes.</summary>
[GenerateSerializer, Alias("shop.operator-role")]
public enum OperatorRole
{
    /// <summary>Helps customers.</summary>
    Support = 1,

    /// <summary>Keeps stock and catalogue.</summary>
    Stock = 2,

    /// <summary>Refunds and audits.</summary>
    Finance = 3,

    /// <summary>Everything.</summary>
    Admin = 4,
}
