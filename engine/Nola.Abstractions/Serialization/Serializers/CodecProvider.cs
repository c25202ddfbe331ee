using System.Runtime.CompilerServices;
using Orleans.Serialization.Cloning;

namespace Orleans.Serialization.Serializers;

/// <summary>
/// A host's codecs and copiers. Look-ups index a table; a type's codec is made when it is first asked for.
/// </summary>
public abstract partial class CodecProvider
{
    [ThreadStatic]
    private static SerializerSession? t_session;

    // A call that runs where it is read writes its result while its arguments are still being held.
    [ThreadStatic]
    private static SerializerSession? t_secondSession;

    [ThreadStatic]
    private static CopyContext? t_copyContext;

    private readonly Lock _tableLock = new();
    private volatile FieldCodec?[] _codecs = new FieldCodec?[256];
    private volatile ValueCopier?[] _copiers = new ValueCopier?[256];

    private protected CodecProvider()
    {
    }

    /// <summary>The codec of a declared type.</summary>
    /// <exception cref="CodecNotFoundException">There is none.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FieldCodec<T> GetCodec<T>()
    {
        var codecs = _codecs;
        var slot = TypeSlot<T>.Index;
        if ((uint)slot < (uint)codecs.Length && codecs[slot] is { } codec) return Unsafe.As<FieldCodec<T>>(codec);
        return MakeCodec<T>();
    }

    /// <summary>The copier of a declared type.</summary>
    /// <exception cref="CodecNotFoundException">There is none.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ValueCopier<T> GetCopier<T>()
    {
        var copiers = _copiers;
        var slot = TypeSlot<T>.Index;
        if ((uint)slot < (uint)copiers.Length && copiers[slot] is { } copier) return Unsafe.As<ValueCopier<T>>(copier);
        return MakeCopier<T>();
    }

    /// <summary>The codec that writes a base class's members.</summary>
    /// <exception cref="CodecNotFoundException">There is none.</exception>
    public ILevelCodec<T> GetLevelCodec<T>()
        where T : class => FindRegisteredLevel<T>() ?? GetLevelCodec(GetCodec<T>());

    /// <summary>The copier that copies a base class's members.</summary>
    /// <exception cref="CodecNotFoundException">There is none.</exception>
    public IBaseCopier<T> GetBaseCopier<T>()
        where T : class => FindRegisteredBaseCopier<T>() ?? GetBaseCopier(GetCopier<T>());

    /// <summary>The class that <see cref="SerializationCallbacksAttribute"/> names.</summary>
    public abstract THook GetHook<THook>()
        where THook : class;

    /// <summary>Rents a session for one payload. Dispose it to return it.</summary>
    public SerializerSession GetSession()
    {
        if (t_session is { } session && session.Codecs == this)
        {
            t_session = null;
            return session;
        }

        if (t_secondSession is { } second && second.Codecs == this)
        {
            t_secondSession = null;
            return second;
        }

        return new(this);
    }

    /// <summary>Rents a context for one copy. Dispose it to return it.</summary>
    public CopyContext GetCopyContext()
    {
        if (t_copyContext is not { } context || context.Codecs != this) return new(this);
        t_copyContext = null;
        return context;
    }

    /// <summary>The codec of a type that is known at run time only.</summary>
    public abstract FieldCodec GetCodec(Type type);

    /// <summary>The copier of a type that is known at run time only.</summary>
    public abstract ValueCopier GetCopier(Type type);

    /// <summary>Whether the type has a codec.</summary>
    public abstract bool HasCodec(Type type);

    /// <summary>Whether the type has a copier.</summary>
    public abstract bool HasCopier(Type type);

    /// <summary>The codec of the type under which an object of a derived type is written.</summary>
    internal abstract FieldCodec GetRuntimeCodec(object value);

    /// <summary>The copier of an object's own type.</summary>
    internal abstract ValueCopier GetRuntimeCopier(object value);

    /// <summary>The name of a type on the wire.</summary>
    internal abstract string GetTypeName(Type type);

    /// <summary>The type of a name on the wire. Only registered types are found.</summary>
    /// <returns>The type, or one that is not known.</returns>
    internal abstract NamedType ResolveName(ReadOnlySpan<byte> utf8Name);

    internal void Return(SerializerSession session)
    {
        if (t_session is null) t_session = session;
        else t_secondSession = session;
    }

    internal void Return(CopyContext context) => t_copyContext = context;

    private protected abstract FieldCodec<T> CreateCodec<T>();

    private protected abstract ILevelCodec<T>? FindRegisteredLevel<T>()
        where T : class;

    private protected abstract ILevelCodec<T> GetLevelCodec<T>(FieldCodec<T> codec)
        where T : class;

    private protected abstract IBaseCopier<T>? FindRegisteredBaseCopier<T>()
        where T : class;

    private protected abstract IBaseCopier<T> GetBaseCopier<T>(ValueCopier<T> copier)
        where T : class;

    private protected abstract ValueCopier<T> CreateCopier<T>();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private FieldCodec<T> MakeCodec<T>()
    {
        // Made outside the lock: a codec may look up others. Whoever stores first wins, so there is one per type.
        var made = CreateCodec<T>();
        lock (_tableLock)
        {
            var slot = TypeSlot<T>.Index;
            if (slot >= _codecs.Length) _codecs = Enlarge(_codecs, slot);
            return Unsafe.As<FieldCodec<T>>(_codecs[slot] ??= made);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ValueCopier<T> MakeCopier<T>()
    {
        var made = CreateCopier<T>();
        lock (_tableLock)
        {
            var slot = TypeSlot<T>.Index;
            if (slot >= _copiers.Length) _copiers = Enlarge(_copiers, slot);
            return Unsafe.As<ValueCopier<T>>(_copiers[slot] ??= made);
        }
    }

    private static TItem[] Enlarge<TItem>(TItem[] table, int slot)
    {
        var larger = new TItem[Math.Max(table.Length * 2, slot + 1)];
        table.CopyTo(larger, 0);
        return larger;
    }
}
