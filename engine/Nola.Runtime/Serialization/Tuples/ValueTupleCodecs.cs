namespace Nola.Runtime.Serialization.Tuples;

// One class per number of items: a built-in type and its codec have the same type parameters.

internal sealed class ValueTupleCodec<T1>()
    : ValueTupleCodecBase<ValueTuple<T1>>(TupleItems.Of<T1>());

internal sealed class ValueTupleCodec<T1, T2>()
    : ValueTupleCodecBase<(T1, T2)>(TupleItems.Of<T1, T2>());

internal sealed class ValueTupleCodec<T1, T2, T3>()
    : ValueTupleCodecBase<(T1, T2, T3)>(TupleItems.Of<T1, T2, T3>());

internal sealed class ValueTupleCodec<T1, T2, T3, T4>()
    : ValueTupleCodecBase<(T1, T2, T3, T4)>(TupleItems.Of<T1, T2, T3, T4>());

internal sealed class ValueTupleCodec<T1, T2, T3, T4, T5>()
    : ValueTupleCodecBase<(T1, T2, T3, T4, T5)>(TupleItems.Of<T1, T2, T3, T4, T5>());

internal sealed class ValueTupleCodec<T1, T2, T3, T4, T5, T6>()
    : ValueTupleCodecBase<(T1, T2, T3, T4, T5, T6)>(TupleItems.Of<T1, T2, T3, T4, T5, T6>());

internal sealed class ValueTupleCodec<T1, T2, T3, T4, T5, T6, T7>()
    : ValueTupleCodecBase<(T1, T2, T3, T4, T5, T6, T7)>(TupleItems.Of<T1, T2, T3, T4, T5, T6, T7>());

internal sealed class ValueTupleCodec<T1, T2, T3, T4, T5, T6, T7, TRest>()
    : ValueTupleCodecBase<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>(TupleItems.OfLong<T1, T2, T3, T4, T5, T6, T7, TRest>())
    where TRest : struct;
