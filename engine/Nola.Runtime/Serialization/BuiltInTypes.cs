using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Collections.Specialized;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text;
using Nola.Runtime.Serialization.Codecs;
using Nola.Runtime.Serialization.Copiers;
using Nola.Runtime.Serialization.Tuples;
using Orleans.BroadcastChannel;
using Orleans.Runtime;

namespace Nola.Runtime.Serialization;

/// <summary>The types that are serializable in every host, with their names on the wire.</summary>
internal static class BuiltInTypes
{
    public static IReadOnlyList<BuiltInType> All { get; } =
        [.. Scalars(), .. Identities(), .. Collections(), .. Tuples()];

    private static BuiltInType Immutable<T, TCodec>(string? name = null) =>
        new(typeof(T), name ?? typeof(T).FullName!, typeof(TCodec), null);

    private static BuiltInType Mutable<T, TCodec, TCopier>() =>
        new(typeof(T), typeof(T).FullName!, typeof(TCodec), typeof(TCopier));

    private static BuiltInType Open(Type type, Type codec, Type copier) => new(type, type.FullName!, codec, copier);

    private static IEnumerable<BuiltInType> Scalars() =>
    [
        Immutable<bool, BooleanCodec>("bool"),
        Immutable<char, CharCodec>("char"),
        Immutable<byte, ByteCodec>("byte"),
        Immutable<sbyte, SByteCodec>("sbyte"),
        Immutable<short, Int16Codec>("short"),
        Immutable<ushort, UInt16Codec>("ushort"),
        Immutable<int, Int32Codec>("int"),
        Immutable<uint, UInt32Codec>("uint"),
        Immutable<long, Int64Codec>("long"),
        Immutable<ulong, UInt64Codec>("ulong"),
        Immutable<float, SingleCodec>("float"),
        Immutable<double, DoubleCodec>("double"),
        Immutable<decimal, DecimalCodec>("decimal"),
        Immutable<string, StringCodec>("string"),
        Immutable<Guid, GuidCodec>(),
        Immutable<DateTime, DateTimeCodec>(),
        Immutable<DateTimeOffset, DateTimeOffsetCodec>(),
        Immutable<TimeSpan, TimeSpanCodec>(),
        Immutable<DateOnly, DateOnlyCodec>(),
        Immutable<TimeOnly, TimeOnlyCodec>(),
        Immutable<Half, HalfCodec>(),
        Immutable<Int128, Int128Codec>(),
        Immutable<UInt128, UInt128Codec>(),
        Immutable<BigInteger, BigIntegerCodec>(),
        Immutable<Rune, RuneCodec>(),
        Immutable<Uri, UriCodec>(),
        Immutable<Version, VersionCodec>(),
        Immutable<CultureInfo, CultureInfoCodec>(),
        Immutable<CompareInfo, CompareInfoCodec>(),
        Immutable<BitVector32, BitVector32Codec>(),
        Immutable<IPAddress, IPAddressCodec>(),
        Immutable<IPEndPoint, IPEndPointCodec>(),
        Immutable<Type, TypeCodec>(),
        Immutable<CancellationToken, CancellationTokenCodec>(),
        Mutable<byte[], ByteArrayCodec, ArrayCopier<byte>>(),
        Mutable<Memory<byte>, MemoryCodec, MemoryCopier>(),
        Mutable<ReadOnlyMemory<byte>, ReadOnlyMemoryCodec, ReadOnlyMemoryCopier>(),
        Mutable<BitArray, BitArrayCodec, BitArrayCopier>(),
        Mutable<NameValueCollection, NameValueCollectionCodec, NameValueCollectionCopier>(),
        Mutable<object, PolymorphicCodec<object>, RuntimeTypeCopier<object>>() with { Name = "object" },
    ];

    private static IEnumerable<BuiltInType> Identities() =>
    [
        Immutable<IdSpan, IdSpanCodec>(),
        Immutable<GrainType, GrainTypeCodec>(),
        Immutable<GrainInterfaceType, GrainInterfaceTypeCodec>(),
        Immutable<GrainId, GrainIdCodec>(),
        Immutable<SiloAddress, SiloAddressCodec>(),
        Immutable<ActivationId, ActivationIdCodec>(),
        Immutable<MembershipVersion, MembershipVersionCodec>(),
        Immutable<GrainAddress, GrainAddressCodec>(),
        Immutable<StreamId, StreamIdCodec>(),
        Immutable<ChannelId, ChannelIdCodec>(),
        Immutable<GrainCancellationToken, GrainCancellationTokenCodec>(),
        Immutable<GrainReference, ReferenceCodec<GrainReference>>(),
    ];

    private static IEnumerable<BuiltInType> Collections() =>
    [
        Open(typeof(Nullable<>), typeof(NullableCodec<>), typeof(NullableCopier<>)),
        Open(typeof(ArraySegment<>), typeof(ArraySegmentCodec<>), typeof(ArraySegmentCopier<>)),
        Open(typeof(List<>), typeof(ListCodec<>), typeof(ListCopier<>)),
        Open(typeof(Collection<>), typeof(CollectionOfCodec<>), typeof(CollectionOfCopier<>)),
        Open(typeof(ObservableCollection<>), typeof(ObservableCollectionCodec<>), typeof(ObservableCollectionCopier<>)),
        Open(typeof(HashSet<>), typeof(HashSetCodec<>), typeof(HashSetCopier<>)),
        Open(typeof(SortedSet<>), typeof(SortedSetCodec<>), typeof(SortedSetCopier<>)),
        Open(typeof(Queue<>), typeof(QueueCodec<>), typeof(QueueCopier<>)),
        Open(typeof(Stack<>), typeof(StackCodec<>), typeof(StackCopier<>)),
        Open(typeof(LinkedList<>), typeof(LinkedListCodec<>), typeof(LinkedListCopier<>)),
        Open(typeof(Dictionary<,>), typeof(DictionaryCodec<,>), typeof(DictionaryCopier<,>)),
        Open(
            typeof(ConcurrentDictionary<,>),
            typeof(ConcurrentDictionaryCodec<,>),
            typeof(ConcurrentDictionaryCopier<,>)),
        Open(typeof(ConcurrentQueue<>), typeof(ConcurrentQueueCodec<>), typeof(ConcurrentQueueCopier<>)),
        Open(typeof(SortedDictionary<,>), typeof(SortedDictionaryCodec<,>), typeof(SortedDictionaryCopier<,>)),
        Open(typeof(SortedList<,>), typeof(SortedListCodec<,>), typeof(SortedListCopier<,>)),
        Open(typeof(ReadOnlyCollection<>), typeof(ReadOnlyCollectionCodec<>), typeof(ReadOnlyCollectionCopier<>)),
        Open(typeof(ReadOnlyDictionary<,>), typeof(ReadOnlyDictionaryCodec<,>), typeof(ReadOnlyDictionaryCopier<,>)),
        Open(typeof(ImmutableArray<>), typeof(ImmutableArrayCodec<>), typeof(ImmutableArrayCopier<>)),
        Open(typeof(ImmutableList<>), typeof(ImmutableListCodec<>), typeof(ImmutableListCopier<>)),
        Open(typeof(ImmutableHashSet<>), typeof(ImmutableHashSetCodec<>), typeof(ImmutableHashSetCopier<>)),
        Open(typeof(ImmutableSortedSet<>), typeof(ImmutableSortedSetCodec<>), typeof(ImmutableSortedSetCopier<>)),
        Open(typeof(ImmutableDictionary<,>), typeof(ImmutableDictionaryCodec<,>), typeof(ImmutableDictionaryCopier<,>)),
        Open(
            typeof(ImmutableSortedDictionary<,>),
            typeof(ImmutableSortedDictionaryCodec<,>),
            typeof(ImmutableSortedDictionaryCopier<,>)),
        Open(typeof(ImmutableQueue<>), typeof(ImmutableQueueCodec<>), typeof(ImmutableQueueCopier<>)),
        Open(typeof(ImmutableStack<>), typeof(ImmutableStackCodec<>), typeof(ImmutableStackCopier<>)),
        Open(typeof(FrozenSet<>), typeof(FrozenSetCodec<>), typeof(FrozenSetCopier<>)),
        Open(typeof(FrozenDictionary<,>), typeof(FrozenDictionaryCodec<,>), typeof(FrozenDictionaryCopier<,>)),
        Open(typeof(IEnumerable<>), typeof(EnumerableCodec<>), typeof(EnumerableCopier<>)),
        Open(typeof(ICollection<>), typeof(CollectionOfInterfaceCodec<>), typeof(CollectionOfInterfaceCopier<>)),
        Open(typeof(IList<>), typeof(ListInterfaceCodec<>), typeof(ListInterfaceCopier<>)),
        Open(
            typeof(IReadOnlyCollection<>),
            typeof(ReadOnlyCollectionInterfaceCodec<>),
            typeof(ReadOnlyCollectionInterfaceCopier<>)),
        Open(typeof(IReadOnlyList<>), typeof(ReadOnlyListCodec<>), typeof(ReadOnlyListCopier<>)),
        Open(typeof(ISet<>), typeof(SetInterfaceCodec<>), typeof(SetInterfaceCopier<>)),
        Open(typeof(IReadOnlySet<>), typeof(ReadOnlySetCodec<>), typeof(ReadOnlySetCopier<>)),
        Open(typeof(IDictionary<,>), typeof(DictionaryInterfaceCodec<,>), typeof(DictionaryInterfaceCopier<,>)),
        Open(
            typeof(IReadOnlyDictionary<,>),
            typeof(ReadOnlyDictionaryInterfaceCodec<,>),
            typeof(ReadOnlyDictionaryInterfaceCopier<,>)),
    ];

    private static IEnumerable<BuiltInType> Tuples() =>
    [
        Open(typeof(KeyValuePair<,>), typeof(KeyValuePairCodec<,>), typeof(KeyValuePairCopier<,>)),
        Open(typeof(ValueTuple<>), typeof(ValueTupleCodec<>), typeof(ValueTupleCopier<>)),
        Open(typeof(ValueTuple<,>), typeof(ValueTupleCodec<,>), typeof(ValueTupleCopier<,>)),
        Open(typeof(ValueTuple<,,>), typeof(ValueTupleCodec<,,>), typeof(ValueTupleCopier<,,>)),
        Open(typeof(ValueTuple<,,,>), typeof(ValueTupleCodec<,,,>), typeof(ValueTupleCopier<,,,>)),
        Open(typeof(ValueTuple<,,,,>), typeof(ValueTupleCodec<,,,,>), typeof(ValueTupleCopier<,,,,>)),
        Open(typeof(ValueTuple<,,,,,>), typeof(ValueTupleCodec<,,,,,>), typeof(ValueTupleCopier<,,,,,>)),
        Open(typeof(ValueTuple<,,,,,,>), typeof(ValueTupleCodec<,,,,,,>), typeof(ValueTupleCopier<,,,,,,>)),
        Open(typeof(ValueTuple<,,,,,,,>), typeof(ValueTupleCodec<,,,,,,,>), typeof(ValueTupleCopier<,,,,,,,>)),
        Open(typeof(Tuple<>), typeof(TupleCodec<>), typeof(TupleCopier<>)),
        Open(typeof(Tuple<,>), typeof(TupleCodec<,>), typeof(TupleCopier<,>)),
        Open(typeof(Tuple<,,>), typeof(TupleCodec<,,>), typeof(TupleCopier<,,>)),
        Open(typeof(Tuple<,,,>), typeof(TupleCodec<,,,>), typeof(TupleCopier<,,,>)),
        Open(typeof(Tuple<,,,,>), typeof(TupleCodec<,,,,>), typeof(TupleCopier<,,,,>)),
        Open(typeof(Tuple<,,,,,>), typeof(TupleCodec<,,,,,>), typeof(TupleCopier<,,,,,>)),
        Open(typeof(Tuple<,,,,,,>), typeof(TupleCodec<,,,,,,>), typeof(TupleCopier<,,,,,,>)),
        Open(typeof(Tuple<,,,,,,,>), typeof(TupleCodec<,,,,,,,>), typeof(TupleCopier<,,,,,,,>)),
    ];
}

/// <summary>A type that is serializable in every host.</summary>
/// <param name="CopierType">The copier's type, or null where values are immutable.</param>
internal sealed record BuiltInType(Type ValueType, string Name, Type CodecType, Type? CopierType);
