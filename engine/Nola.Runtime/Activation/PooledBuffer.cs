using System.Buffers;

namespace Nola.Runtime.Activation;

/// <summary>A growing buffer that a thread keeps for its next use.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private const int InitialSize = 512;

    /// <summary>Larger buffers are not kept: one large state must not hold memory on every thread.</summary>
    private const int KeptSizeMax = 64 * 1024;

    [ThreadStatic]
    private static PooledBuffer? t_free;

    private byte[] _bytes = new byte[InitialSize];
    private int _length;

    public ReadOnlySpan<byte> WrittenSpan => _bytes.AsSpan(0, _length);

    public static PooledBuffer Rent()
    {
        var buffer = t_free ?? new PooledBuffer();
        t_free = null;
        return buffer;
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_length);
    }

    public void Dispose()
    {
        _length = 0;
        if (_bytes.Length <= KeptSizeMax) t_free = this;
    }

    private void Reserve(int sizeHint)
    {
        var needed = _length + Math.Max(sizeHint, 1);
        if (needed > _bytes.Length) Array.Resize(ref _bytes, Math.Max(needed, _bytes.Length * 2));
    }
}
