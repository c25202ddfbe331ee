namespace ShopActors;

/// <summary>A message for one person.</summary>
/// <param name="Id">The message's id: every attempt to send it has the same.</param>
/// <param name="To">The e-mail address.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Text">The text, plain.</param>
public sealed record OutgoingMessage(string Id, string To, string Subject, string Text)
{
    /// <summary>Leaves the address and the text out, which contains a token.</summary>
    public override string ToString() => Id;
}
