using System.Buffers;

namespace Nola.Runtime.Networking;

/// <summary>Bytes that are appended at the end and consumed from the start. One owner at a time.</summary>
internal sealed class ByteBuffer : IBufferWriter<byte>, IDisposable
{
    private const int InitialCapacity = 4096;

    // What a burst needed is given back once it is over, so that thousands of quiet connections stay small.
    private const int RetainedCapacityMax = 256 * 1024;

    private byte[] _array = [];
    private int _start;
    private int _end;

    public int Length => _end - _start;

    public ReadOnlySpan<byte> Span => _array.AsSpan(_start, Length);

    public ReadOnlyMemory<byte> Memory => _array.AsMemory(_start, Length);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_array.Length - _end));
        _end += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _array.AsMemory(_end);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _array.AsSpan(_end);
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_array.AsSpan(_end));
        _end += bytes.Length;
    }

    /// <summary>The bytes between two offsets from the start, to be overwritten.</summary>
    public Span<byte> GetWritten(int offset, int length) => _array.AsSpan(_start, Length).Slice(offset, length);

    /// <summary>Drops what was appended after the offset.</summary>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)Length);
        _end = _start + length;
    }

    public void Consume(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)Length);
        _start += count;
        if (_start == _end) Clear();
    }

    public void Clear()
    {
        _start = _end = 0;
        if (_array.Length > RetainedCapacityMax) Dispose();
    }

    public void Dispose()
    {
        var array = _array;
        _array = [];
        _start = _end = 0;
        if (array.Length > 0) ArrayPool<byte>.Shared.Return(array);
    }

    private void Reserve(int size)
    {
        if (_array.Length - _end >= size) return;

        var length = Length;
        if (_array.Length - length >= size && _start >= length)
        {
            _array.AsSpan(_start, length).CopyTo(_array);
        }
        else
        {
            var needed = checked(length + size);
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(InitialCapacity, Math.Max(needed, 2 * length)));
            _array.AsSpan(_start, length).CopyTo(larger);
            if (_array.Length > 0) ArrayPool<byte>.Shared.Return(_array);
            _array = larger;
        }

        _start = 0;
        _end = length;
    }
}
