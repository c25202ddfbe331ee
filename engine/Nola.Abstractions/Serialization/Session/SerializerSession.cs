using System.Runtime.CompilerServices;
using Orleans.Serialization.Serializers;

namespace Orleans.Serialization.Session;

/// <summary>
/// What the values of one payload share: the host's codecs, objects and type names already written or read, and the
/// depth. Rented from <see cref="CodecProvider.GetSession"/>, used by one writer or reader, and disposed.
/// </summary>
public sealed class SerializerSession : IDisposable
{
    /// <summary>
    /// Objects may be nested this deep in one payload. Real graphs stay far below; a hostile payload is stopped.
    /// </summary>
    public const int DepthMax = GraphDepth.Max;

    private GraphDepth _depth;

    internal SerializerSession(CodecProvider codecs) => Codecs = codecs;

    /// <summary>The host's codecs.</summary>
    public CodecProvider Codecs { get; }

    /// <summary>The host's codecs.</summary>
    public CodecProvider CodecProvider => Codecs;

    /// <summary>Objects and types written so far, and their positions.</summary>
    internal IdentityMap<long> WrittenObjects { get; } = new();

    /// <summary>Objects and types read so far.</summary>
    internal ReadTable ReadObjects { get; } = new();

    /// <summary>Where the value begins whose header a codec written for Orleans has read last.</summary>
    internal int ValuePosition { get; set; }

    /// <summary>The codec of a declared type.</summary>
    /// <exception cref="CodecNotFoundException">There is none.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FieldCodec<T> GetCodec<T>() => Codecs.GetCodec<T>();

    /// <summary>Goes one level deeper.</summary>
    /// <exception cref="SerializerException">The graph is too deep.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter() => _depth.Enter();

    /// <summary>Comes back from a deeper level.</summary>
    public void Leave() => _depth.Leave();

    /// <summary>Returns the session to its host.</summary>
    public void Dispose()
    {
        Reset();
        Codecs.Return(this);
    }

    /// <summary>Forgets everything, so that another payload can be written or read.</summary>
    public void Reset()
    {
        WrittenObjects.Clear();
        ReadObjects.Clear();
        _depth = default;
    }
}
