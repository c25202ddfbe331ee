using System.Text.Json.Serialization;

namespace ShopActors.Client;

/// <summary>What became of a payment.</summary>
[JsonConverter(typeof(NameConverter<PaymentStatus>))]
public enum PaymentStatus
{
    /// <summary>A value of a newer shop, which this client does not know.</summary>
    Unknown,

    /// <summary>Nothing was requested yet.</summary>
    None,

    /// <summary>The provider is asked to authorise it.</summary>
    Authorising,

    /// <summary>The amount is authorised.</summary>
    Authorised,

    /// <summary>It was declined.</summary>
    Declined,

    /// <summary>The provider is asked to capture it.</summary>
    Capturing,

    /// <summary>The money is captured.</summary>
    Captured,

    /// <summary>The provider is asked to void it.</summary>
    Voiding,

    /// <summary>The authorisation is void.</summary>
    Voided,

    /// <summary>A part of the money was given back.</summary>
    PartiallyRefunded,

    /// <summary>All of the money was given back.</summary>
    Refunded,

    /// <summary>The payer has to confirm the payment first.</summary>
    RequiresAction,

    /// <summary>A method that takes days, such as a bank debit, is under way.</summary>
    Processing,
}
