using System.Collections.Immutable;

namespace ShopActors;

/// <summary>Where to deliver events, and which.</summary>
/// <param name="Url">The receiver's address.</param>
/// <param name="Events">
/// Patterns of event types, such as <c>order.*</c>, <c>stock.changed</c> or <c>*</c>; prefix and version may be left
/// out.
/// </param>
[GenerateSerializer, Immutable, Alias("shop.webhook-settings")]
public sealed record WebhookSettings([property: Id(0)] string Url, [property: Id(1)] ImmutableArray<string> Events);
