using Orleans.Serialization;

namespace Nola.Runtime.Serialization.Tuples;

// One class per number of items: a built-in type and its copier have the same type parameters.

internal sealed class ValueTupleCopier<T1>(CodecProvider codecs)
    : ValueTupleCopierBase<ValueTuple<T1>>(codecs, TupleItems.Of<T1>());

internal sealed class ValueTupleCopier<T1, T2>(CodecProvider codecs)
    : ValueTupleCopierBase<(T1, T2)>(codecs, TupleItems.Of<T1, T2>());

internal sealed class ValueTupleCopier<T1, T2, T3>(CodecProvider codecs)
    : ValueTupleCopierBase<(T1, T2, T3)>(codecs, TupleItems.Of<T1, T2, T3>());

internal sealed class ValueTupleCopier<T1, T2, T3, T4>(CodecProvider codecs)
    : ValueTupleCopierBase<(T1, T2, T3, T4)>(codecs, TupleItems.Of<T1, T2, T3, T4>());

internal sealed class ValueTupleCopier<T1, T2, T3, T4, T5>(CodecProvider codecs)
    : ValueTupleCopierBase<(T1, T2, T3, T4, T5)>(codecs, TupleItems.Of<T1, T2, T3, T4, T5>());

internal sealed class ValueTupleCopier<T1, T2, T3, T4, T5, T6>(CodecProvider codecs)
    : ValueTupleCopierBase<(T1, T2, T3, T4, T5, T6)>(codecs, TupleItems.Of<T1, T2, T3, T4, T5, T6>());

internal sealed class ValueTupleCopier<T1, T2, T3, T4, T5, T6, T7>(CodecProvider codecs)
    : ValueTupleCopierBase<(T1, T2, T3, T4, T5, T6, T7)>(codecs, TupleItems.Of<T1, T2, T3, T4, T5, T6, T7>());

internal sealed class ValueTupleCopier<T1, T2, T3, T4, T5, T6, T7, TRest>(CodecProvider codecs)
    : ValueTupleCopierBase<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>(codecs, TupleItems.OfLong<T1, T2, T3, T4, T5, T6, T7, TRest>())
    where TRest : struct;
