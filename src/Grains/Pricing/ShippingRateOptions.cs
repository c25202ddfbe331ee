namespace ShopActors;

/// <summary>A price of a shipping method.</summary>
public sealed class ShippingRateOptions
{
    /// <summary>The currency.</summary>
    public string Currency { get; set; } = "";

    /// <summary>From which weight or total on it applies; the rate with the highest such bound is taken.</summary>
    public long From { get; set; }

    /// <summary>The price in minor units.</summary>
    public long Amount { get; set; }
}
