using System.Diagnostics;

namespace Nola.Runtime.Networking;

/// <summary>
/// The large frames of a connection that wait to be sent or are being sent, some of them in turns. What goes next is
/// planned under the connection's lock, so that it is known at any moment what has not left; copying is done without.
/// </summary>
/// <param name="openLengthMax">Bytes of frames under way together; a single frame may be as large.</param>
internal sealed class FragmentQueue(int openLengthMax)
{
    /// <summary>Pieces in one write: small frames wait for no more than that.</summary>
    private const int PiecesMax = 3;

    // Guarded by the connection's lock.
    private readonly Queue<LargeFrame> _waiting = new();
    private readonly LargeFrame?[] _lanes = new LargeFrame?[Fragment.LanesMax];
    private int _lastLane;
    private long _openLength;
    private long _onTheWay;

    // Made under the lock by the flusher, and then his.
    private readonly List<Piece> _plan = [];

    /// <summary>Bytes of frames of which nothing was planned.</summary>
    public long WaitingLength { get; private set; }

    public bool IsEmpty => _waiting.Count == 0 && _openLength == 0;

    /// <summary>Whether something has been planned and not been written.</summary>
    public bool HasPlan => _plan.Count > 0;

    /// <summary>Whether there is something that may be planned.</summary>
    public bool MayPlan => !IsEmpty && _onTheWay < Fragment.WindowLength;

    /// <summary>Adds a frame; small ones are there for the sake of their order, and go when all before them have gone.</summary>
    public void Add(LargeFrame frame)
    {
        _waiting.Enqueue(frame);
        WaitingLength += frame.Span.Length;
    }

    /// <summary>The other end has taken pieces; false where so many were not on their way.</summary>
    public bool TryAcknowledge(uint length)
    {
        if (length > _onTheWay) return false;

        _onTheWay -= length;
        return true;
    }

    /// <summary>Decides what goes with the next write.</summary>
    public void Plan()
    {
        Debug.Assert(_plan.Count == 0);
        while (_plan.Count < PiecesMax && MayPlan)
        {
            OpenLanes();
            if (_openLength == 0) return;

            do
            {
                _lastLane = (_lastLane + 1) % _lanes.Length;
            }
            while (_lanes[_lastLane] is null);

            PlanPiece(_lanes[_lastLane]!, _lastLane);
        }
    }

    /// <summary>Appends what was planned. Called by the flusher without the lock.</summary>
    public void Write(ByteBuffer buffer)
    {
        foreach (var (frame, lane, offset, length) in _plan)
        {
            var bytes = frame.Payload.Slice(offset, length);
            if (lane < 0) buffer.Append(frame.Span);
            else Fragment.Append(buffer, lane, offset == 0 ? frame.Payload.Length : null, bytes);

            if (offset + length == frame.Payload.Length) frame.Release();
        }

        _plan.Clear();
    }

    /// <summary>Appends the frames, whole, that the other end cannot have got in full, in their order.</summary>
    public void CopyUnsent(ByteBuffer buffer)
    {
        // Their memory is not given back: the flusher may be reading it.
        foreach (var frame in _lanes)
        {
            if (frame is not null) buffer.Append(frame.Span);
        }

        foreach (var frame in _waiting) buffer.Append(frame.Span);
    }

    private static bool IsSmall(LargeFrame frame) => frame.Payload.Length <= Frame.PayloadLengthMax;

    private void OpenLanes()
    {
        while (_plan.Count < PiecesMax && _waiting.TryPeek(out var next))
        {
            var lane = -1;
            if (IsSmall(next))
            {
                if (_openLength > 0) return;
            }
            else
            {
                lane = Array.IndexOf(_lanes, null);
                if (lane < 0 || (_openLength > 0 && _openLength + next.Payload.Length > openLengthMax)) return;
            }

            _waiting.Dequeue();
            WaitingLength -= next.Span.Length;
            if (lane < 0)
            {
                _plan.Add(new Piece(next, lane, 0, next.Payload.Length));
                continue;
            }

            _lanes[lane] = next;
            _openLength += next.Payload.Length;
        }
    }

    private void PlanPiece(LargeFrame frame, int lane)
    {
        var length = Math.Min(Fragment.LengthMax, frame.Payload.Length - frame.Planned);
        Debug.Assert(length > 0);
        _plan.Add(new Piece(frame, lane, frame.Planned, length));
        frame.Planned += length;
        _onTheWay += length;
        if (frame.Planned < frame.Payload.Length) return;

        _lanes[lane] = null;
        _openLength -= frame.Payload.Length;
    }

    private readonly record struct Piece(LargeFrame Frame, int Lane, int Offset, int Length);
}
