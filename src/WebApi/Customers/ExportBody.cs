using ShopActors.WebApi.Carts;
using ShopActors.WebApi.Orders;

namespace ShopActors.WebApi.Customers;

/// <summary>Everything that the shop has about a customer.</summary>
/// <param name="ExportedAt">When it was read.</param>
/// <param name="User">The profile.</param>
/// <param name="Identities">The identities of OpenID providers, oldest first.</param>
/// <param name="Sessions">The sessions, latest first, without their tokens.</param>
/// <param name="Messages">The messages that were asked for.</param>
/// <param name="Carts">The carts that have not expired, latest first, with contact and addresses.</param>
/// <param name="Orders">The orders, latest first, with contact, addresses, payment, shipments and returns.</param>
internal sealed record ExportBody(
    DateTimeOffset ExportedAt,
    CustomerBody User,
    IReadOnlyList<IdentityBody> Identities,
    IReadOnlyList<SessionEntryBody> Sessions,
    IReadOnlyList<MessageBody> Messages,
    IAsyncEnumerable<CartBody> Carts,
    IAsyncEnumerable<OrderBody> Orders)
{
    // Leaves the personal data out.
    public override string ToString() => User.Id;
}

/// <summary>The messages of a kind.</summary>
/// <param name="Kind">What they are for.</param>
/// <param name="RequestedAt">When the latest were asked for, oldest first.</param>
internal sealed record MessageBody(
    [NameOf<MessageKind>] string Kind, IReadOnlyList<DateTimeOffset> RequestedAt)
{
    public static MessageBody Of(MessageSnapshot message) =>
        new(PublicName.Of(message.Kind), message.RequestedAt);
}
