namespace ShopActors;

/// <summary>The limits of shipments and returns of one order.</summary>
public static class FulfilmentLimits
{
    /// <summary>The most shipments.</summary>
    public const int ShipmentsMax = 50;

    /// <summary>The most changes of one shipment.</summary>
    public const int ChangesMax = 20;

    /// <summary>The most returns.</summary>
    public const int ReturnsMax = 50;

    /// <summary>The longest name of a carrier.</summary>
    public const int CarrierMax = 60;

    /// <summary>The longest tracking number or link.</summary>
    public const int TrackingMax = 200;

    /// <summary>The longest reason of a return.</summary>
    public const int ReasonMax = 500;
}
