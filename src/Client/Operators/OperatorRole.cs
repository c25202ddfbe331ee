using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>A named set of scopes.</summary>
[JsonConverter(typeof(NameConverter<OperatorRole>))]
public enum OperatorRole
{
    /// <summary>No value; it cannot be sent.</summary>
    Unknown,

    /// <summary>Helps customers.</summary>
    Support,

    /// <summary>Keeps stock and catalogue.</summary>
    Stock,

    /// <summary>Refunds and audits.</summary>
    Finance,

    /// <summary>Everything.</summary>
    Admin,
}
