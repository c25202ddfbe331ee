namespace ShopActors.WebApi.Http;

/// <summary>Marks a route that only reads although its method is POST, as that of every gRPC call is.</summary>
internal sealed record ReadRoute;
