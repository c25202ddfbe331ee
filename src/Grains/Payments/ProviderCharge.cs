namespace ShopActors;

/// <summary>The provider's own record of one payment.</summary>
public sealed record ProviderCharge
{
    /// <summary>The payment.</summary>
    public required PaymentId Payment { get; init; }

    /// <summary>The order it pays for.</summary>
    public required OrderId Order { get; init; }

    /// <summary>The currency of all amounts.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The authorised amount, in minor units.</summary>
    public required long Authorised { get; init; }

    /// <summary>The captured amount, in minor units.</summary>
    public required long Captured { get; init; }

    /// <summary>The refunded amount, in minor units.</summary>
    public required long Refunded { get; init; }

    /// <summary>How many captures succeeded.</summary>
    public required int Captures { get; init; }

    /// <summary>Whether the authorisation was voided.</summary>
    public required bool Voided { get; init; }
}
