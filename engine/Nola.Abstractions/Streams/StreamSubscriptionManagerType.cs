namespace Orleans.Streams.Core;

/// <summary>The kinds of subscriptions that can be managed.</summary>
public static class StreamSubscriptionManagerType
{
    /// <summary>Explicit ones.</summary>
    public const string ExplicitSubscribeOnly = "ExplicitSubscribeOnly";
}
