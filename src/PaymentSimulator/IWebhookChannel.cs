namespace ShopActors.PaymentSimulator;

/// <summary>Delivers the simulated provider's webhooks to the shop.</summary>
public interface IWebhookChannel
{
    /// <summary>The header that carries the signature over HTTP.</summary>
    const string SignatureHeader = "Webhook-Signature";

    /// <summary>
    /// Whether to send only webhooks that may be news to the shop: those of operations whose answer can be lost or
    /// late, and those that a token asks for. A shop in the same process has every other answer already.
    /// </summary>
    bool OnlyNews { get; }

    /// <summary>
    /// Delivers one webhook; false if the shop did not accept it and it must be sent again. Throws only
    /// <see cref="OperationCanceledException"/>, and only when the token is cancelled.
    /// </summary>
    Task<bool> SendAsync(ReadOnlyMemory<byte> body, string signature, CancellationToken cancellationToken);
}
