namespace Nola.Runtime.Serialization.Tuples;

/// <summary>The items of value tuples in order; an item's index is its field's id.</summary>
internal static class TupleItems
{
    public static TupleItem<ValueTuple<T1>>[] Of<T1>() =>
    [
        In<ValueTuple<T1>>.Item(static (ref t) => ref t.Item1),
    ];

    public static TupleItem<(T1, T2)>[] Of<T1, T2>() =>
    [
        In<(T1, T2)>.Item(static (ref t) => ref t.Item1),
        In<(T1, T2)>.Item(static (ref t) => ref t.Item2),
    ];

    public static TupleItem<(T1, T2, T3)>[] Of<T1, T2, T3>() =>
    [
        In<(T1, T2, T3)>.Item(static (ref t) => ref t.Item1),
        In<(T1, T2, T3)>.Item(static (ref t) => ref t.Item2),
        In<(T1, T2, T3)>.Item(static (ref t) => ref t.Item3),
    ];

    public static TupleItem<(T1, T2, T3, T4)>[] Of<T1, T2, T3, T4>() =>
    [
        In<(T1, T2, T3, T4)>.Item(static (ref t) => ref t.Item1),
        In<(T1, T2, T3, T4)>.Item(static (ref t) => ref t.Item2),
        In<(T1, T2, T3, T4)>.Item(static (ref t) => ref t.Item3),
        In<(T1, T2, T3, T4)>.Item(static (ref t) => ref t.Item4),
    ];

    public static TupleItem<(T1, T2, T3, T4, T5)>[] Of<T1, T2, T3, T4, T5>() =>
    [
        In<(T1, T2, T3, T4, T5)>.Item(static (ref t) => ref t.Item1),
        In<(T1, T2, T3, T4, T5)>.Item(static (ref t) => ref t.Item2),
        In<(T1, T2, T3, T4, T5)>.Item(static (ref t) => ref t.Item3),
        In<(T1, T2, T3, T4, T5)>.Item(static (ref t) => ref t.Item4),
        In<(T1, T2, T3, T4, T5)>.Item(static (ref t) => ref t.Item5),
    ];

    public static TupleItem<(T1, T2, T3, T4, T5, T6)>[] Of<T1, T2, T3, T4, T5, T6>() =>
    [
        In<(T1, T2, T3, T4, T5, T6)>.Item(static (ref t) => ref t.Item1),
        In<(T1, T2, T3, T4, T5, T6)>.Item(static (ref t) => ref t.Item2),
        In<(T1, T2, T3, T4, T5, T6)>.Item(static (ref t) => ref t.Item3),
        In<(T1, T2, T3, T4, T5, T6)>.Item(static (ref t) => ref t.Item4),
        In<(T1, T2, T3, T4, T5, T6)>.Item(static (ref t) => ref t.Item5),
        In<(T1, T2, T3, T4, T5, T6)>.Item(static (ref t) => ref t.Item6),
    ];

    public static TupleItem<(T1, T2, T3, T4, T5, T6, T7)>[] Of<T1, T2, T3, T4, T5, T6, T7>() =>
    [
        In<(T1, T2, T3, T4, T5, T6, T7)>.Item(static (ref t) => ref t.Item1),
        In<(T1, T2, T3, T4, T5, T6, T7)>.Item(static (ref t) => ref t.Item2),
        In<(T1, T2, T3, T4, T5, T6, T7)>.Item(static (ref t) => ref t.Item3),
        In<(T1, T2, T3, T4, T5, T6, T7)>.Item(static (ref t) => ref t.Item4),
        In<(T1, T2, T3, T4, T5, T6, T7)>.Item(static (ref t) => ref t.Item5),
        In<(T1, T2, T3, T4, T5, T6, T7)>.Item(static (ref t) => ref t.Item6),
        In<(T1, T2, T3, T4, T5, T6, T7)>.Item(static (ref t) => ref t.Item7),
    ];

    public static TupleItem<(T1, T2, T3, T4, T5, T6, T7, T8)>[] Of<T1, T2, T3, T4, T5, T6, T7, T8>() =>
    [
        In<(T1, T2, T3, T4, T5, T6, T7, T8)>.Item(static (ref t) => ref t.Item1),
        In<(T1, T2, T3, T4, T5, T6, T7, T8)>.Item(static (ref t) => ref t.Item2),
        In<(T1, T2, T3, T4, T5, T6, T7, T8)>.Item(static (ref t) => ref t.Item3),
        In<(T1, T2, T3, T4, T5, T6, T7, T8)>.Item(static (ref t) => ref t.Item4),
        In<(T1, T2, T3, T4, T5, T6, T7, T8)>.Item(static (ref t) => ref t.Item5),
        In<(T1, T2, T3, T4, T5, T6, T7, T8)>.Item(static (ref t) => ref t.Item6),
        In<(T1, T2, T3, T4, T5, T6, T7, T8)>.Item(static (ref t) => ref t.Item7),
        In<(T1, T2, T3, T4, T5, T6, T7, T8)>.Item(static (ref t) => ref t.Item8),
    ];

    /// <summary>The items of what longer tuples are made of: seven items, and a tuple of the others.</summary>
    public static TupleItem<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>[] OfLong<T1, T2, T3, T4, T5, T6, T7, TRest>()
        where TRest : struct =>
    [
        In<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>.Item(static (ref t) => ref t.Item1),
        In<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>.Item(static (ref t) => ref t.Item2),
        In<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>.Item(static (ref t) => ref t.Item3),
        In<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>.Item(static (ref t) => ref t.Item4),
        In<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>.Item(static (ref t) => ref t.Item5),
        In<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>.Item(static (ref t) => ref t.Item6),
        In<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>.Item(static (ref t) => ref t.Item7),
        In<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>.Item(static (ref t) => ref t.Rest),
    ];

    private static class In<TTuple>
    {
        public static TupleItem<TTuple> Item<T>(PlaceOf<TTuple, T> place) => new TupleItem<TTuple, T>(place);
    }
}
