namespace ShopActors;

/// <summary>Limits of webhook endpoints.</summary>
public static class WebhookLimits
{
    /// <summary>The most endpoints of a shop.</summary>
    public const int EndpointsMax = 100;

    /// <summary>The longest address.</summary>
    public const int UrlLengthMax = 2_048;

    /// <summary>The most patterns of an endpoint.</summary>
    public const int PatternsMax = 20;

    /// <summary>The longest pattern.</summary>
    public const int PatternLengthMax = 64;

    /// <summary>How many of the latest deliveries an endpoint remembers.</summary>
    public const int DeliveriesKept = 100;

    /// <summary>The longest name of a subscription.</summary>
    public const int SubscriptionNameMax = 32;
}
