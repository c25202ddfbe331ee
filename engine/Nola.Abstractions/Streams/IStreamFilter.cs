using Orleans.Runtime;

namespace Orleans.Streams.Filtering;

/// <summary>Decides which events a subscription gets.</summary>
public interface IStreamFilter
{
    /// <summary>Whether the event is delivered to a subscription with the filter data.</summary>
    bool ShouldDeliver(StreamId streamId, object item, string? filterData);
}
