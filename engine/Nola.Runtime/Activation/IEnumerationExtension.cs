using Orleans.Concurrency;

namespace Nola.Runtime.Activation;

/// <summary>
/// Hands out the elements of a grain method's <see cref="IAsyncEnumerable{T}"/> in batches. The caller pulls; while there
/// is no element for a long time he gets a heartbeat, so that neither side takes the other for dead.
/// </summary>
internal interface IEnumerationExtension : IGrainExtension
{
    /// <summary>Starts an enumeration under an id of the caller's and gives its first batch.</summary>
    [AlwaysInterleave]
    Task<EnumerationBatch<T>> Start<T>(Guid id, EnumerationCall call, int batchSizeMax);

    /// <summary>Gives the next batch.</summary>
    [AlwaysInterleave]
    Task<EnumerationBatch<T>> MoveNext<T>(Guid id, int batchSizeMax);

    /// <summary>Ends an enumeration; an unknown one has ended already.</summary>
    [AlwaysInterleave]
    Task Stop(Guid id);
}

/// <summary>What a batch says besides its elements.</summary>
internal enum EnumerationStatus
{
    /// <summary>There may be more.</summary>
    Elements,

    /// <summary>No element yet; ask again.</summary>
    Heartbeat,

    /// <summary>These were the last elements.</summary>
    Completed,

    /// <summary>The enumeration is unknown: its activation is gone, or the caller was silent for too long.</summary>
    Missing,
}

/// <summary>Some elements of an enumeration.</summary>
[GenerateSerializer, Immutable]
internal sealed class EnumerationBatch<T>(EnumerationStatus status, T[] elements)
{
    [Id(0)]
    public EnumerationStatus Status { get; private set; } = status;

    [Id(1)]
    public T[] Elements { get; private set; } = elements;
}

/// <summary>The call that gives the enumeration, with its arguments written out.</summary>
[GenerateSerializer, Immutable]
internal sealed class EnumerationCall(string interfaceName, uint methodId, string[] typeArguments, byte[] arguments)
{
    [Id(0)]
    public string InterfaceName { get; private set; } = interfaceName;

    [Id(1)]
    public uint MethodId { get; private set; } = methodId;

    [Id(2)]
    public string[] TypeArguments { get; private set; } = typeArguments;

    [Id(3)]
    public byte[] Arguments { get; private set; } = arguments;
}
