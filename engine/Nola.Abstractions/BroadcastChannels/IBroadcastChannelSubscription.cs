namespace Orleans.BroadcastChannel;

/// <summary>The subscription of a grain to one channel.</summary>
public interface IBroadcastChannelSubscription
{
    /// <summary>The channel.</summary>
    ChannelId ChannelId { get; }

    /// <summary>The name of the provider.</summary>
    string ProviderName { get; }

    /// <summary>Sets what receives the channel's items, and what is told of an item of another type.</summary>
    Task Attach<T>(Func<T, Task> onPublished, Func<Exception, Task>? onError = null);
}
