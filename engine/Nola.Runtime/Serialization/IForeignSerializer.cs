using Orleans.Serialization;
using Orleans.Serialization.Cloning;

namespace Nola.Runtime.Serialization;

/// <summary>Serializes types that have no generated code, in a format of its own.</summary>
internal interface IForeignSerializer
{
    bool CanSerialize(Type type);

    bool CanCopy(Type type);

    FieldCodec<T> CreateCodec<T>();

    ValueCopier<T> CreateCopier<T>();
}
