using System.Runtime.CompilerServices;

namespace Orleans.Serialization;

/// <summary>
/// How deep in a graph of objects its writer, reader or copier is. Real graphs stay far below the limit; a hostile
/// payload is stopped.
/// </summary>
internal struct GraphDepth
{
    /// <summary>Objects may be nested this deep.</summary>
    public const int Max = 1000;

    private const int CheckInterval = 16;

    private int _depth;

    /// <summary>Goes one level deeper.</summary>
    /// <exception cref="SerializerException">The graph is too deep.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter()
    {
        if ((++_depth & (CheckInterval - 1)) == 0) Check();
    }

    /// <summary>Comes back from a deeper level.</summary>
    public void Leave() => _depth--;

    private readonly void Check()
    {
        if (_depth > Max || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new SerializerException($"The object graph is nested more than {_depth - 1} levels deep.");
        }
    }
}
