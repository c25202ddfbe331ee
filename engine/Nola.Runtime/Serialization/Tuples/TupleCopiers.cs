using Orleans.Serialization;

namespace Nola.Runtime.Serialization.Tuples;

internal sealed class TupleCopier<T1>(CodecProvider codecs)
    : TupleCopierBase<Tuple<T1>, ValueTuple<T1>>(
        codecs, TupleItems.Of<T1>(),
        static tuple => tuple.ToValueTuple(),
        static items => items.ToTuple());

internal sealed class TupleCopier<T1, T2>(CodecProvider codecs)
    : TupleCopierBase<Tuple<T1, T2>, (T1, T2)>(
        codecs, TupleItems.Of<T1, T2>(),
        static tuple => tuple.ToValueTuple(),
        static items => items.ToTuple());

internal sealed class TupleCopier<T1, T2, T3>(CodecProvider codecs)
    : TupleCopierBase<Tuple<T1, T2, T3>, (T1, T2, T3)>(
        codecs, TupleItems.Of<T1, T2, T3>(),
        static tuple => tuple.ToValueTuple(),
        static items => items.ToTuple());

internal sealed class TupleCopier<T1, T2, T3, T4>(CodecProvider codecs)
    : TupleCopierBase<Tuple<T1, T2, T3, T4>, (T1, T2, T3, T4)>(
        codecs, TupleItems.Of<T1, T2, T3, T4>(),
        static tuple => tuple.ToValueTuple(),
        static items => items.ToTuple());

internal sealed class TupleCopier<T1, T2, T3, T4, T5>(CodecProvider codecs)
    : TupleCopierBase<Tuple<T1, T2, T3, T4, T5>, (T1, T2, T3, T4, T5)>(
        codecs, TupleItems.Of<T1, T2, T3, T4, T5>(),
        static tuple => tuple.ToValueTuple(),
        static items => items.ToTuple());

internal sealed class TupleCopier<T1, T2, T3, T4, T5, T6>(CodecProvider codecs)
    : TupleCopierBase<Tuple<T1, T2, T3, T4, T5, T6>, (T1, T2, T3, T4, T5, T6)>(
        codecs, TupleItems.Of<T1, T2, T3, T4, T5, T6>(),
        static tuple => tuple.ToValueTuple(),
        static items => items.ToTuple());

internal sealed class TupleCopier<T1, T2, T3, T4, T5, T6, T7>(CodecProvider codecs)
    : TupleCopierBase<Tuple<T1, T2, T3, T4, T5, T6, T7>, (T1, T2, T3, T4, T5, T6, T7)>(
        codecs, TupleItems.Of<T1, T2, T3, T4, T5, T6, T7>(),
        static tuple => tuple.ToValueTuple(),
        static items => items.ToTuple());

internal sealed class TupleCopier<T1, T2, T3, T4, T5, T6, T7, TRest>(CodecProvider codecs)
    : TupleCopierBase<Tuple<T1, T2, T3, T4, T5, T6, T7, TRest>, (T1, T2, T3, T4, T5, T6, T7, TRest)>(
        codecs, TupleItems.Of<T1, T2, T3, T4, T5, T6, T7, TRest>(),
        static t => (t.Item1, t.Item2, t.Item3, t.Item4, t.Item5, t.Item6, t.Item7, t.Rest),
        static t => new(t.Item1, t.Item2, t.Item3, t.Item4, t.Item5, t.Item6, t.Item7, t.Item8))
    where TRest : notnull;
