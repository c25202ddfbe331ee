using System.Runtime.InteropServices;
using System.Text;

namespace ShopActors.WebApi.Events;

/// <summary>
/// Writes server-sent events. A frame's <c>id</c> is the event's, its data the CloudEvents envelope in one line.
/// </summary>
internal sealed class EventFrames(HttpResponse response) : IEventSink
{
    private static readonly byte[] Opening = ": open\nretry: 2000\n\n"u8.ToArray();
    private static readonly byte[] Heartbeat = ": still here\n\n"u8.ToArray();
    private static readonly byte[] Gap = "event: gap\ndata: {}\n\n"u8.ToArray();

    public Task OpenAsync(CancellationToken cancellationToken) => SendAsync(Opening, cancellationToken);

    public async Task WriteAsync(PublishedEvent e, CancellationToken cancellationToken)
    {
        await response.Body.WriteAsync(
            Encoding.ASCII.GetBytes($"id: {EventIds.Of(e.Position)}\ndata: "), cancellationToken);
        await response.Body.WriteAsync(ImmutableCollectionsMarshal.AsArray(e.CloudEvent), cancellationToken);
        await response.Body.WriteAsync("\n\n"u8.ToArray(), cancellationToken);
    }

    public Task WriteGapAsync(CancellationToken cancellationToken) =>
        response.Body.WriteAsync(Gap, cancellationToken).AsTask();

    public Task FlushAsync(CancellationToken cancellationToken) => response.Body.FlushAsync(cancellationToken);

    public Task BeatAsync(CancellationToken cancellationToken) => SendAsync(Heartbeat, cancellationToken);

    private async Task SendAsync(byte[] text, CancellationToken cancellationToken)
    {
        await response.Body.WriteAsync(text, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
