using System.Diagnostics.CodeAnalysis;

namespace Orleans.BroadcastChannel;

/// <summary>Publishes in one channel.</summary>
public interface IBroadcastChannelWriter<T>
{
    /// <summary>
    /// Sends an item to the grains that are subscribed to the channel by their class. What that means for the task says
    /// <see cref="BroadcastChannelOptions.FireAndForgetDelivery"/>.
    /// </summary>
    Task Publish([DisallowNull] T item);
}
