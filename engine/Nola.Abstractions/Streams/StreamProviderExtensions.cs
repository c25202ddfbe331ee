using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Streams by their keys.</summary>
public static class StreamProviderExtensions
{
    /// <summary>The stream with a Guid key.</summary>
    public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, Guid id) =>
        Get<T>(streamProvider, StreamId.Create(null, id));

    /// <summary>The stream with an integer key.</summary>
    public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, long id) =>
        Get<T>(streamProvider, StreamId.Create(null, id));

    /// <summary>The stream with a string key.</summary>
    public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, string id) =>
        Get<T>(streamProvider, StreamId.Create(null, id));

    /// <summary>The stream with a Guid key in a namespace.</summary>
    public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, string ns, Guid id) =>
        Get<T>(streamProvider, StreamId.Create(ns, id));

    /// <summary>The stream with an integer key in a namespace.</summary>
    public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, string ns, long id) =>
        Get<T>(streamProvider, StreamId.Create(ns, id));

    /// <summary>The stream with a string key in a namespace.</summary>
    public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, string ns, string id) =>
        Get<T>(streamProvider, StreamId.Create(ns, id));

    private static IAsyncStream<T> Get<T>(IStreamProvider provider, StreamId id)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return provider.GetStream<T>(id);
    }
}
