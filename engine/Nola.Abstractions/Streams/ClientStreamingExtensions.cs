using Orleans.Streams;

namespace Orleans;

/// <summary>Stream providers for clients.</summary>
public static class ClientStreamingExtensions
{
    /// <summary>A provider by name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such provider.</exception>
    public static IStreamProvider GetStreamProvider(this IClusterClient client, string name)
    {
        ArgumentNullException.ThrowIfNull(client);
        return GrainStreamingExtensions.Find(client.ServiceProvider, name);
    }
}
