namespace ShopActors.WebApi.Http;

/// <summary>Headers of a route's answers that its result types do not show.</summary>
internal sealed record SentHeaders(IReadOnlyList<string> Names);

internal static class SentHeadersConventions
{
    /// <summary>Declares headers of the answers that succeed. A test fails if the route sends another one.</summary>
    public static TBuilder Sends<TBuilder>(this TBuilder builder, params string[] names)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new SentHeaders(names));
}
