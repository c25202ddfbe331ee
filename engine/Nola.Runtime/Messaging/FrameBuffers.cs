using Nola.Runtime.Networking;

namespace Nola.Runtime.Messaging;

/// <summary>Buffers for frames that are being written, one kept per thread.</summary>
internal static class FrameBuffers
{
    [ThreadStatic]
    private static ByteBuffer? t_buffer;

    public static ByteBuffer Rent()
    {
        var buffer = t_buffer ?? new ByteBuffer();
        t_buffer = null;
        return buffer;
    }

    public static void Return(ByteBuffer buffer)
    {
        buffer.Clear();
        t_buffer = buffer;
    }
}
