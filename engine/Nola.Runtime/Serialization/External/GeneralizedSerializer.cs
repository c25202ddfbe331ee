using Orleans.Serialization;
using Orleans.Serialization.Cloning;

namespace Nola.Runtime.Serialization.External;

/// <summary>Codecs and copiers of many types that were written for Orleans. The first that supports a type serves it.</summary>
internal sealed class GeneralizedSerializer(IGeneralizedCodec[] codecs, IGeneralizedCopier[] copiers) : IForeignSerializer
{
    public bool CanSerialize(Type type) => Array.Exists(codecs, codec => codec.IsSupportedType(type));

    public bool CanCopy(Type type) => Array.Exists(copiers, copier => copier.IsSupportedType(type));

    public FieldCodec<T> CreateCodec<T>() => new ExternalCodec<T>(
        new UntypedCodec<T>(codecs.First(static codec => codec.IsSupportedType(typeof(T)))))!;

    public ValueCopier<T> CreateCopier<T>() => new ExternalCopier<T>(
        new UntypedCopier<T>(copiers.First(static copier => copier.IsSupportedType(typeof(T)))));
}
