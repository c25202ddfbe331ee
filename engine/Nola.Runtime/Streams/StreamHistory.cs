using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace Nola.Runtime.Streams;

/// <summary>The latest events of a stream, for consumers that rewind. Older ones are dropped by number and by age.</summary>
/// <param name="first">The number before that of the first event.</param>
/// <param name="time">The time.</param>
internal sealed class StreamHistory(long first, TimeProvider time)
{
    /// <summary>What one stream keeps at most: there may be many streams.</summary>
    private const int ItemsMax = 1024;

    private readonly Queue<(StreamEvents Events, EventSequenceToken Token, long At)> _kept = new();
    private int _items;

    /// <summary>The number of the latest event that is not kept.</summary>
    public long DroppedUpTo { get; private set; } = first;

    public void Add(StreamEvents events, EventSequenceToken token, TimeSpan ageMax)
    {
        _kept.Enqueue((events, token, time.GetTimestamp()));
        _items += events.Items.Length;
        Drop(ageMax);
    }

    /// <summary>What is kept from a place on.</summary>
    public IEnumerable<(StreamEvents Events, EventSequenceToken Token)> From(StreamSequenceToken place, TimeSpan ageMax)
    {
        Drop(ageMax);
        foreach (var (events, token, _) in _kept)
        {
            if (token.SequenceNumber < place.SequenceNumber) continue;

            var skipped = token.SequenceNumber == place.SequenceNumber ? Math.Min(place.EventIndex, events.Items.Length) : 0;
            if (skipped == 0) yield return (events, token);
            else if (skipped < events.Items.Length)
            {
                yield return (
                    new StreamEvents(events.Items[skipped..], events.Context), token.CreateSequenceTokenForEvent(skipped));
            }
        }
    }

    private void Drop(TimeSpan ageMax)
    {
        while (_kept.TryPeek(out var oldest) && (_items > ItemsMax || time.GetElapsedTime(oldest.At) > ageMax))
        {
            _kept.Dequeue();
            _items -= oldest.Events.Items.Length;
            DroppedUpTo = oldest.Token.SequenceNumber;
        }
    }
}
