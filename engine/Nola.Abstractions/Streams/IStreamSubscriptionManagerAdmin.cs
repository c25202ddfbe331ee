namespace Orleans.Streams.Core;

/// <summary>Finds what manages the subscriptions of streams. A service of silos.</summary>
public interface IStreamSubscriptionManagerAdmin
{
    /// <summary>The manager of a kind of subscriptions, for streams of any provider.</summary>
    /// <param name="managerType">One of <see cref="StreamSubscriptionManagerType"/>.</param>
    IStreamSubscriptionManager GetStreamSubscriptionManager(string managerType);
}
