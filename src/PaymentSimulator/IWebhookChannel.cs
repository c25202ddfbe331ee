namespace ShopActors.PaymentSimulator;

/// <summary>The way that the simulated provider's webhooks take to the shop.</summary>
public interface IWebhookChannel
{
    /// <summary>The header that carries the signature over HTTP.</summary>
    const string SignatureHeader = "Webhook-Signature";

    /// <summary>
    /// Whether only webhooks are wanted that may tell the shop something: those of an operation whose answer can be
    /// lost or late, and those that a token asks for. A shop in the same process has every other answer already.
    /// </summary>
    bool OnlyNews { get; }

    /// <summary>
    /// Delivers one webhook; false when the shop did not take it, so that it is sent again. Throws nothing but
    /// <see cref="OperationCanceledException"/>, and that only when the token asks for it.
    /// </summary>
    Task<bool> Send(ReadOnlyMemory<byte> body, string signature, CancellationToken cancellationToken);
}
