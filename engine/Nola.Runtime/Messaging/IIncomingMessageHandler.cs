namespace Nola.Runtime.Messaging;

/// <summary>Takes what arrives for the grains and observers of this host. Implemented by Activation.</summary>
internal interface IIncomingMessageHandler
{
    /// <summary>The requests and one-way calls that were taken and neither ended nor passed on.</summary>
    int UnfinishedCount { get; }

    /// <summary>
    /// Takes a request, one-way call or cancellation. Any thread; returns at once. Tells whether it holds on to the
    /// message, which otherwise is used again.
    /// </summary>
    bool Receive(Message message);
}
