namespace ShopActors;

/// <summary>Sends messages to customers.</summary>
public interface IMessageSender
{
    /// <summary>
    /// Hands a message over. It may be sent again after it has arrived: the receiver recognises it by its id.
    /// </summary>
    /// <exception cref="MessageNotSentException">It may not have arrived, and is to be sent again.</exception>
    Task SendAsync(OutgoingMessage message, CancellationToken cancellationToken = default);
}
