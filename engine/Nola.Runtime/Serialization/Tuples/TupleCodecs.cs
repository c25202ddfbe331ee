namespace Nola.Runtime.Serialization.Tuples;

internal sealed class TupleCodec<T1>()
    : TupleCodecBase<Tuple<T1>, ValueTuple<T1>>(
        TupleItems.Of<T1>(),
        static tuple => tuple.ToValueTuple(),
        static items => items.ToTuple());

internal sealed class TupleCodec<T1, T2>()
    : TupleCodecBase<Tuple<T1, T2>, (T1, T2)>(
        TupleItems.Of<T1, T2>(),
        static tuple => tuple.ToValueTuple(),
        static items => items.ToTuple());

internal sealed class TupleCodec<T1, T2, T3>()
    : TupleCodecBase<Tuple<T1, T2, T3>, (T1, T2, T3)>(
        TupleItems.Of<T1, T2, T3>(),
        static tuple => tuple.ToValueTuple(),
        static items => items.ToTuple());

internal sealed class TupleCodec<T1, T2, T3, T4>()
    : TupleCodecBase<Tuple<T1, T2, T3, T4>, (T1, T2, T3, T4)>(
        TupleItems.Of<T1, T2, T3, T4>(),
        static tuple => tuple.ToValueTuple(),
        static items => items.ToTuple());

internal sealed class TupleCodec<T1, T2, T3, T4, T5>()
    : TupleCodecBase<Tuple<T1, T2, T3, T4, T5>, (T1, T2, T3, T4, T5)>(
        TupleItems.Of<T1, T2, T3, T4, T5>(),
        static tuple => tuple.ToValueTuple(),
        static items => items.ToTuple());

internal sealed class TupleCodec<T1, T2, T3, T4, T5, T6>()
    : TupleCodecBase<Tuple<T1, T2, T3, T4, T5, T6>, (T1, T2, T3, T4, T5, T6)>(
        TupleItems.Of<T1, T2, T3, T4, T5, T6>(),
        static tuple => tuple.ToValueTuple(),
        static items => items.ToTuple());

internal sealed class TupleCodec<T1, T2, T3, T4, T5, T6, T7>()
    : TupleCodecBase<Tuple<T1, T2, T3, T4, T5, T6, T7>, (T1, T2, T3, T4, T5, T6, T7)>(
        TupleItems.Of<T1, T2, T3, T4, T5, T6, T7>(),
        static tuple => tuple.ToValueTuple(),
        static items => items.ToTuple());

internal sealed class TupleCodec<T1, T2, T3, T4, T5, T6, T7, TRest>()
    : TupleCodecBase<Tuple<T1, T2, T3, T4, T5, T6, T7, TRest>, (T1, T2, T3, T4, T5, T6, T7, TRest)>(
        TupleItems.Of<T1, T2, T3, T4, T5, T6, T7, TRest>(),
        static t => (t.Item1, t.Item2, t.Item3, t.Item4, t.Item5, t.Item6, t.Item7, t.Rest),
        static t => new(t.Item1, t.Item2, t.Item3, t.Item4, t.Item5, t.Item6, t.Item7, t.Item8))
    where TRest : notnull;
