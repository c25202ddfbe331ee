using Orleans.Runtime;

namespace Nola.Runtime.Serialization;

/// <summary>What the serializer needs of the host to read references to grains.</summary>
internal interface IReferenceFactory
{
    /// <summary>A reference to a grain through an interface.</summary>
    GrainReference Create(GrainId grainId, Type interfaceType);

    /// <summary>A reference without an interface.</summary>
    GrainReference CreateUntyped(GrainId grainId);

    /// <summary>The interface of a name, or null where this process has no generated code of it.</summary>
    Type? FindInterface(GrainInterfaceType name);
}
