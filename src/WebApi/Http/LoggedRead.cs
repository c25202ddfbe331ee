namespace ShopActors.WebApi.Http;

/// <summary>Marks a route that only reads, but whose use by operators is logged as a write is.</summary>
internal sealed record LoggedRead;
