namespace Nola.Runtime.Messaging;

/// <summary>Takes what arrives for the grains and observers of this host. Implemented by Activation.</summary>
internal interface IIncomingMessageHandler
{
    /// <summary>Takes a request, one-way call or cancellation. Any thread; returns at once.</summary>
    void Receive(Message message);
}
