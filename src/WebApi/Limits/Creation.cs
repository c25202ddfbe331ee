namespace ShopActors.WebApi.Limits;

/// <summary>
/// Marks a route that stores something new without credentials, see
/// <see cref="ApiLimits.CreationsPerSecondPerAddress"/>.
/// </summary>
/// <param name="Always">Whether the limit also applies to callers with credentials.</param>
internal sealed record Creation(bool Always);
