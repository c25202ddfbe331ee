using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>An account of the ledger.</summary>
[JsonConverter(typeof(NameConverter<LedgerAccount>))]
public enum LedgerAccount
{
    /// <summary>A value of a newer shop, which this client does not know.</summary>
    Unknown,

    /// <summary>Money at the payment provider.</summary>
    Provider,

    /// <summary>Money that has moved without its reason, or the reverse; zero once orders have ended.</summary>
    Clearing,

    /// <summary>What lines were sold for, without tax.</summary>
    Sales,

    /// <summary>What shipping was sold for, without tax.</summary>
    Shipping,

    /// <summary>Tax on lines and shipping.</summary>
    Tax,

    /// <summary>What was given back to buyers, with tax.</summary>
    Refunds,
}
