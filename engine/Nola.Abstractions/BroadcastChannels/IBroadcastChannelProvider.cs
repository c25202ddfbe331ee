namespace Orleans.BroadcastChannel;

/// <summary>Broadcast channels under one name.</summary>
public interface IBroadcastChannelProvider
{
    /// <summary>The way to publish in a channel.</summary>
    IBroadcastChannelWriter<T> GetChannelWriter<T>(ChannelId streamId);
}
