using System.Buffers;
using System.Diagnostics;
using Orleans.Runtime.Messaging;

namespace Nola.Runtime.Networking;

/// <summary>
/// Puts large payloads together again, for one connection and on its reading thread. What a peer claims is checked
/// against the cap, together with what is under way already, before anything is allocated; and memory grows with what
/// has arrived, not with what was claimed.
/// </summary>
/// <param name="lengthMax">Bytes of all payloads under way together.</param>
internal sealed class FragmentAssembler(int lengthMax) : IDisposable
{
    private const int InitialLength = 4 * Fragment.LengthMax;

    private readonly Lane[] _lanes = new Lane[Fragment.LanesMax];
    private long _claimed;

    /// <summary>Takes a fragment; gives the payload that it completes, or null.</summary>
    /// <exception cref="InvalidMessageFrameException">The fragment is none, or more is claimed than accepted.</exception>
    public LargePayload? Take(ReadOnlySpan<byte> payload) => Take(payload, out _);

    /// <summary>As above; tells how many bytes of the whole the fragment holds.</summary>
    public LargePayload? Take(ReadOnlySpan<byte> payload, out int length)
    {
        Debug.Assert(payload[0] == Fragment.Kind);
        ref var lane = ref _lanes[Fragment.ReadLane(payload)];
        var bytes = lane.Length == 0 ? Open(ref lane, payload) : Fragment.ReadBytes(payload);
        if (bytes.Length == 0) throw new InvalidMessageFrameException("A fragment is empty.");
        if (bytes.Length > lane.Length - lane.Received)
        {
            throw new InvalidMessageFrameException($"Fragments hold more than the {lane.Length} bytes they claim.");
        }

        length = bytes.Length;
        lane.Append(bytes);
        if (lane.Received < lane.Length) return null;

        _claimed -= lane.Length;
        var whole = new LargePayload(lane.Array!, lane.Length);
        lane = default;
        return whole;
    }

    public void Dispose()
    {
        foreach (ref var lane in _lanes.AsSpan())
        {
            if (lane.Array is { } array) ArrayPool<byte>.Shared.Return(array);
            lane = default;
        }
    }

    private ReadOnlySpan<byte> Open(ref Lane lane, ReadOnlySpan<byte> payload)
    {
        var length = Fragment.ReadFirst(payload, out var bytes);
        if (length == 0 || length > lengthMax - _claimed)
        {
            throw new InvalidMessageFrameException(
                $"Fragments of {length} bytes are announced while {_claimed} are under way; {lengthMax} are accepted.");
        }

        lane.Length = (int)length;
        _claimed += length;
        return bytes;
    }

    private struct Lane
    {
        public byte[]? Array;

        /// <summary>The length of the whole, or 0 where nothing is under way.</summary>
        public int Length;

        public int Received;

        public void Append(ReadOnlySpan<byte> bytes)
        {
            var needed = Received + bytes.Length;
            if (Array is null || Array.Length < needed) Grow(needed);
            bytes.CopyTo(Array.AsSpan(Received));
            Received = needed;
        }

        private void Grow(int needed)
        {
            var doubled = (int)Math.Min(Length, Math.Max(InitialLength, 4L * needed));
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, doubled));
            if (Array is { } array)
            {
                array.AsSpan(0, Received).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(array);
            }

            Array = larger;
        }
    }
}

/// <summary>A payload that came in fragments. Its memory is given back once.</summary>
internal sealed class LargePayload(byte[] array, int length) : IDisposable
{
    private byte[]? _array = array;

    public int Length => length;

    public ReadOnlySpan<byte> Span => _array.AsSpan(0, length);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _array, null) is { } rented) ArrayPool<byte>.Shared.Return(rented);
    }
}
