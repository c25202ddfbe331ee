namespace ShopActors.WebApi.Messaging;

/// <summary>A command that arrived as a message of a broker.</summary>
/// <param name="Origin">Where it came from, for logs and problems, such as <c>cart/0/17</c>.</param>
/// <param name="Body">The command as JSON.</param>
/// <param name="Authorization">The bearer token, in the form of the HTTP header.</param>
/// <param name="Key">The idempotency key: the same one for each delivery of the message.</param>
internal sealed record ReceivedMessage(string Origin, ReadOnlyMemory<byte> Body, string? Authorization, string? Key)
{
    public const string AuthorizationHeader = "authorization";
    public const string KeyHeader = "idempotency-key";

    // Leaves token and body out.
    public override string ToString() => Origin;
}
