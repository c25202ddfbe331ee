namespace ShopActors;

/// <summary>Sends nothing, and says so.</summary>
internal sealed class NoMessageSender : IMessageSender
{
    public Task SendAsync(OutgoingMessage message, CancellationToken cancellationToken) =>
        Task.FromException(new MessageNotSentException("Messages:Sender is not set."));
}
