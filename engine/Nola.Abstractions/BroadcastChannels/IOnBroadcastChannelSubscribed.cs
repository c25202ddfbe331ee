namespace Orleans.BroadcastChannel;

/// <summary>Implemented by grains that are subscribed to channels by <see cref="ImplicitChannelSubscriptionAttribute"/>.</summary>
public interface IOnBroadcastChannelSubscribed
{
    /// <summary>Called by an activation's first item of a channel: the place to attach to it.</summary>
    Task OnSubscribed(IBroadcastChannelSubscription streamSubscription);
}
