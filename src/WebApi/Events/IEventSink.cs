namespace ShopActors.WebApi.Events;

/// <summary>What a stream of events is written to: the form differs between HTTP and gRPC, the rest does not.</summary>
internal interface IEventSink
{
    /// <summary>Tells the client that the stream is open.</summary>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>Writes an event.</summary>
    Task WriteAsync(PublishedEvent e, CancellationToken cancellationToken);

    /// <summary>Tells the client that events are missing.</summary>
    Task WriteGapAsync(CancellationToken cancellationToken);

    /// <summary>Sends what was written.</summary>
    Task FlushAsync(CancellationToken cancellationToken);

    /// <summary>Sends a sign of life on a silent stream.</summary>
    Task BeatAsync(CancellationToken cancellationToken);
}
