namespace ShopActors.WebApi.Events;

/// <summary>Marks a route whose answer is a stream of events.</summary>
internal sealed record Streaming;

internal static class StreamingConventions
{
    /// <summary>Marks a route whose answer ends with the connection.</summary>
    public static TBuilder Streams<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.DisableRequestTimeout();
        return builder.WithMetadata(new Streaming());
    }
}
