using Orleans.Serialization.Activators;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;

namespace Orleans.Serialization.Serializers;

// The host's codecs by the interfaces that codecs written for Orleans know.
public abstract partial class CodecProvider : ICodecProvider
{
    /// <inheritdoc/>
    public abstract IServiceProvider Services { get; }

    /// <summary>The codec of a declared type, or null.</summary>
    public FieldCodec<T>? TryGetCodec<T>() => HasCodec(typeof(T)) ? GetCodec<T>() : null;

    /// <summary>The codec of a type that is known at run time only, or null.</summary>
    public FieldCodec? TryGetCodec(Type type) => HasCodec(type) ? GetCodec(type) : null;

    /// <inheritdoc/>
    public abstract IActivator<T> GetActivator<T>();

    /// <inheritdoc/>
    public IBaseCodec<TField> GetBaseCodec<TField>()
        where TField : class => new LevelBaseCodec<TField>(GetLevelCodec<TField>());

    /// <inheritdoc/>
    public IDeepCopier<T> GetDeepCopier<T>() => GetCopier<T>();

    /// <inheritdoc/>
    public IDeepCopier GetDeepCopier(Type type) => GetCopier(type);

    /// <inheritdoc/>
    public IDeepCopier<T>? TryGetDeepCopier<T>() => HasCopier(typeof(T)) ? GetCopier<T>() : null;

    /// <inheritdoc/>
    public IDeepCopier? TryGetDeepCopier(Type type) => HasCopier(type) ? GetCopier(type) : null;

    IFieldCodec<TField> IFieldCodecProvider.GetCodec<TField>() => GetCodec<TField>();

    IFieldCodec<TField>? IFieldCodecProvider.TryGetCodec<TField>() => TryGetCodec<TField>();

    IFieldCodec IFieldCodecProvider.GetCodec(Type fieldType) => GetCodec(fieldType);

    IFieldCodec? IFieldCodecProvider.TryGetCodec(Type fieldType) => TryGetCodec(fieldType);
}
