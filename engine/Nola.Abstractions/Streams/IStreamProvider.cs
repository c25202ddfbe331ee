using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>Gives streams.</summary>
public interface IStreamProvider
{
    /// <summary>The provider's name.</summary>
    string Name { get; }

    /// <summary>Whether subscriptions can start at an earlier event.</summary>
    bool IsRewindable { get; }

    /// <summary>A stream by its id.</summary>
    IAsyncStream<T> GetStream<T>(StreamId streamId);
}
