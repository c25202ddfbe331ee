namespace ShopActors.WebApi.Limits;

/// <summary>
/// Marks a route that answers while its body still arrives, so that <see cref="BodyArrival"/> cannot wait.
/// </summary>
internal sealed record StreamedBody;
