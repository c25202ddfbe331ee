namespace ShopActors.WebApi.Limits;

/// <summary>
/// Marks a route that stores something new without credentials, see
/// <see cref="ApiLimits.CreationsPerSecondPerAddress"/>.
/// </summary>
/// <param name="Always">Whether that is so for callers with credentials as well.</param>
internal sealed record Creation(bool Always);
