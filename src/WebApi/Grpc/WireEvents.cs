using System.Runtime.InteropServices;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using ShopActors.WebApi.Events;
using Wire = ShopActors.WebApi.Grpc.V1;

namespace ShopActors.WebApi.Grpc;

/// <summary>Streams of events as messages.</summary>
internal sealed class WireEvents(IServerStreamWriter<Wire.EventNotice> stream, ServerCallContext context)
    : IEventSink
{
    /// <summary>Reads the id of an event; without one the stream begins with the next event.</summary>
    public static Result<EventStart> ReadPosition(string eventId) =>
        eventId.Length == 0 ? new EventStart(null)
        : EventStart.TryParse(eventId, out var start) ? start
        : ApiErrors.CursorInvalid;

    /// <summary>Sends the events of a subject until the stream's time is over.</summary>
    public static async Task FollowAsync(
        string subject, EventStart start, IServerStreamWriter<Wire.EventNotice> stream, ServerCallContext context)
    {
        var follower = context.GetHttpContext().RequestServices.GetRequiredService<EventFollower>();
        if (!await follower.FollowAsync(subject, start, new WireEvents(stream, context), context.CancellationToken))
        {
            throw GrpcProblem.ToException(ApiErrors.Overloaded);
        }
    }

    // The headers tell the client that the stream is open, before there is an event.
    public Task OpenAsync(CancellationToken cancellationToken) => context.WriteResponseHeadersAsync([]);

    public Task WriteAsync(PublishedEvent e, CancellationToken cancellationToken) =>
        stream.WriteAsync(new() { Event = Of(e) }, cancellationToken);

    public Task WriteGapAsync(CancellationToken cancellationToken) =>
        stream.WriteAsync(new() { Gap = new() }, cancellationToken);

    public Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask; // Every message is sent at once.

    // HTTP/2 has pings, which the server sends by itself.
    public Task BeatAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static Wire.Event Of(PublishedEvent e)
    {
        var json = ImmutableCollectionsMarshal.AsArray(e.CloudEvent)!;
        using var envelope = JsonDocument.Parse(json);
        var root = envelope.RootElement;
        return new()
        {
            Id = EventIds.Of(e.Position),
            Type = root.GetProperty("type").GetString(),
            Subject = e.Subject,
            Sequence = root.GetProperty("sequence").GetInt64(),
            Time = Timestamp.FromDateTimeOffset(root.GetProperty("time").GetDateTimeOffset()),
            CloudEvent = ByteString.CopyFrom(json),
        };
    }
}
