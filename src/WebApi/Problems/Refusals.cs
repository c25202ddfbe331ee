namespace ShopActors.WebApi.Problems;

/// <summary>The codes that a route may answer with, beside those that every route may.</summary>
internal sealed record Refusals(IReadOnlyList<ErrorCode> Codes);

internal static class RefusalConventions
{
    /// <summary>Declares codes; repeated calls add to them.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder builder, params ErrorCode[] codes)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new Refusals(codes));
}
