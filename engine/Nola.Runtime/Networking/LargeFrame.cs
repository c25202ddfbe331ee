using System.Buffers;

namespace Nola.Runtime.Networking;

/// <summary>A whole frame that waits to be sent in pieces.</summary>
internal sealed class LargeFrame
{
    private readonly byte[] _array;
    private readonly int _length;

    /// <param name="frame">The frame, which is copied.</param>
    public LargeFrame(ReadOnlySpan<byte> frame)
    {
        _array = ArrayPool<byte>.Shared.Rent(frame.Length);
        _length = frame.Length;
        frame.CopyTo(_array);
    }

    public ReadOnlySpan<byte> Span => _array.AsSpan(0, _length);

    public ReadOnlySpan<byte> Payload => Span[Frame.HeaderLength..];

    /// <summary>How much of the payload has been given out to be written.</summary>
    public int Planned { get; set; }

    /// <summary>Gives the memory back. Called once, by who knows that nobody reads it any more.</summary>
    public void Release() => ArrayPool<byte>.Shared.Return(_array);
}
