using System.Runtime.CompilerServices;
using Orleans.Serialization.Serializers;

namespace Orleans.Serialization.Cloning;

/// <summary>
/// One deep copy of one or more values: what was copied already, so that shared objects stay shared and cycles end.
/// Rented from <see cref="CodecProvider.GetCopyContext"/> and disposed.
/// </summary>
public sealed class CopyContext : IDisposable
{
    private readonly IdentityMap<object> _copies = new();
    private GraphDepth _depth;

    internal CopyContext(CodecProvider codecs) => Codecs = codecs;

    /// <summary>The host's copiers.</summary>
    public CodecProvider Codecs { get; }

    /// <summary>A deep copy of the value, or the value itself where it is immutable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Copy<T>(T value)
    {
        var copier = Codecs.GetCopier<T>();
        return copier.IsShallow ? value : copier.Copy(value, this);
    }

    /// <summary>A deep copy of an object whose type is not the declared one.</summary>
    public T CopyByRuntimeType<T>(T value)
        where T : class
    {
        var copier = Codecs.GetRuntimeCopier(value);
        return copier.IsShallow ? value : (T)copier.CopyObject(value, this)!;
    }

    /// <summary>Finds the copy that was made of an object.</summary>
    public bool TryGetCopy<T>(T original, out T copy)
        where T : class
    {
        if (original is null)
        {
            copy = null!;
            return true;
        }

        if (_copies.TryGet(original, out var found))
        {
            copy = (T)found;
            return true;
        }

        copy = default!;
        return false;
    }

    /// <summary>Finds the copy that was made of an object.</summary>
    public bool TryGetCopy<T>(object? original, out T? result)
        where T : class
    {
        var isFound = TryGetCopy(original!, out var copy);
        result = copy as T;
        return isFound;
    }

    /// <summary>A deep copy of a value by its own type.</summary>
    public T? DeepCopy<T>(T? value) => value is null ? value : (T?)Codecs.GetRuntimeCopier(value).CopyObject(value, this);

    /// <summary>Remembers the copy of an object. Call it before the members are copied, or cycles never end.</summary>
    public void RecordCopy(object original, object copy) => _copies.Add(original, copy);

    /// <summary>Goes one level deeper.</summary>
    /// <exception cref="SerializerException">The graph is too deep.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter() => _depth.Enter();

    /// <summary>Comes back from a deeper level.</summary>
    public void Leave() => _depth.Leave();

    /// <summary>Returns the context to its host.</summary>
    public void Dispose()
    {
        Reset();
        Codecs.Return(this);
    }

    /// <summary>Forgets everything, so that an independent copy can be made.</summary>
    public void Reset()
    {
        _copies.Clear();
        _depth = default;
    }
}
